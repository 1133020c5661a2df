# `__init__.py` makes its folder a package.
# move: a/b/__init__.py -> a/c/d/__init__.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- told ---
# imports are left as they are: can't move a/b/__init__.py to a/c/d/__init__.py: the language gives its file's name a meaning where it lies: move its folder
#   a/b/__init__.py:1:1: 
