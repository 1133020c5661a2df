# The package that it comes to has another use for the name.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
m = 1
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/m.py: the package binds or uses `m` already
#   a/c/__init__.py:1:1: m = 1
