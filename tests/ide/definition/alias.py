# An alias leads to the origin's binding.
# --- path: a.py ---
def f(): pass
#   ^ def
# --- path: main.py ---
from a import f as g
#             ^ cursor
#                  ^ cursor
g()
# <- cursor
