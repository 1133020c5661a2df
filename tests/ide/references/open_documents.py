# Open documents are asked as they are, not as they are on disk.
# --- path: a.py ---
def f(): pass
#   ^ write
# --- open: new.py ---
from a import f
#             ^ write
f
# <- ref
# --- untitled: 1 ---
from a import f
#             ^ write
