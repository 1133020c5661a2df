# Something lies there already.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: a/c/m/x.py ---
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/m.py: a/c/m is there already
