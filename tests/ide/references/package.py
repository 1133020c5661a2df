# A package's references: the first segment of each import of what is in it.
# --- path: pkg/__init__.py ---
# --- path: pkg/mod.py ---
from . import other
# --- path: pkg/other.py ---
# --- path: main.py ---
import pkg.mod
#      ^ write
import pkg.other
#      ^ write
from pkg import mod
#    ^ ref
from pkg.other import y
#    ^ ref
pkg.mod
# <- ref
