# The package has a variable of the new name: who asks it for that would get the module.
# new name: n
# refused
# --- path: pkg/__init__.py ---
n = 1
# --- path: pkg/m.py ---
x = 1
# --- path: main.py ---
from pkg import m
#               ^ cursor
