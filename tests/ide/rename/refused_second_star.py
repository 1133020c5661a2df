# Of two star imports that bring the new name, the last is meant: the renamed variable would hide the other.
# new name: y
# refused
# --- path: a.py ---
y = 1
# --- path: b.py ---
x = 2
# <- cursor
# --- path: main.py ---
from a import *
from b import *
print(y)
