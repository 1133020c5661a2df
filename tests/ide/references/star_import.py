# A name brought by a star import is the same variable.
# --- path: a.py ---
__all__ = ["f"]
#           ^ ref
def f(): pass
#   ^ write
# --- path: b.py ---
from a import *
f()
# <- ref
# --- path: c.py ---
from b import f
#             ^ write
from b import *
f
# <- ref
