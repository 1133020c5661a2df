# The package binds the name itself, perhaps.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
try:
    from . import m
except ImportError:
    m = None
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: main.py ---
from a.b import m
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/m.py: `m` is the module here, or something else that its package binds, as the program runs
#   a/b/__init__.py:2:19: from . import m
