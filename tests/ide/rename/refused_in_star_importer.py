# A star import would bring the new name beside the importer's own.
# new name: y
# error: a module that takes it by `import *` has a `y` already
# --- path: a.py ---
x = 1
# <- cursor
# --- path: main.py ---
from a import *
y = 2
# <- obstacle
