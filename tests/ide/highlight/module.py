# A module: the segments that mean it.
# --- path: pkg/__init__.py ---
# --- path: pkg/m.py ---
x = 1
# --- path: main.py ---
import pkg.m
#          ^ read
from pkg.m import x
#        ^ read
pkg.m.x
#   ^ read
