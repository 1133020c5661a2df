# A folder on the way has no name that an import could have.
# move: a/b/m.py -> my-c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: main.py ---
from a.b import m
# --- told ---
# imports are left as they are: can't move a/b/m.py to my-c/m.py: this import can't name what will lie at my-c: no folder that it searches leads there by names
#   main.py:1:1: from a.b import m
