# A stub without its source is another module.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: a/b/m.pyi ---
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/m.py: its source and its stub are one module: move both together
#   a/b/m.pyi:1:1: 
