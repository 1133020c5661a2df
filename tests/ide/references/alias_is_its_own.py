# An `as` alias is a variable of its own.
# --- path: a.py ---
def f(): pass
# --- path: main.py ---
from a import f as g
#                  ^ write
g()
# <- ref
# --- path: other.py ---
from main import g
#                ^ write
g
# <- ref
