# A module that imports the name has the new one already.
# new name: y
# refused
# --- path: a.py ---
x = 1
# <- cursor
# --- path: main.py ---
from a import x
y = 2
