# A package's submodule has the new name: who asks the package for it would get the variable.
# new name: sub
# refused
# --- path: pkg/__init__.py ---
x = 1
# <- cursor
# --- path: pkg/sub.py ---
y = 1
# --- path: main.py ---
from pkg import sub
sub.y
