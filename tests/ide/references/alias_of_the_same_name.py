# `from a import f as f` keeps the name: both tokens are occurrences.
# --- path: a.py ---
def f(): pass
#   ^ write
# --- path: main.py ---
from a import f as f
#             ^ ref
#                  ^ write
f()
# <- ref
