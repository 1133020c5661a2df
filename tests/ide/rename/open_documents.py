# Open documents are edited as they are, saved or not.
# new name: g
# --- path: a.py ---
def f(): pass
#   ^ edit
# --- open: new.py ---
from a import f
#             ^ edit
f()
# <- edit
