# An import that can't be found has references within its own file.
# --- path: main.py ---
from missing import x
#                   ^ write
x
# <- ref
# --- path: other.py ---
from missing import x
