# No import can name it.
# move: a/b/m.py -> a/c/my-m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/my-m.py: `my-m` is no identifier: letters, digits and underscores, not starting with a digit
