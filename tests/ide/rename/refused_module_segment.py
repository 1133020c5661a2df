# new name: n
# error: it is a module: rename its file instead, then its imports
# --- path: pkg/m.py ---
x = 1
# --- path: main.py ---
from pkg.m import x
#        ^ cursor obstacle
