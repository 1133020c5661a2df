# A star import would hide a built-in that a function of the importer uses.
# new name: len
# refused
# --- path: a.py ---
x = 1
# <- cursor
# --- path: main.py ---
from a import *
def f(v): return len(v)
