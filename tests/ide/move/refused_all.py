# `__all__` makes `import *` import a module of the package.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
__all__ = ["m"]
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/m.py: the package has `m` here because the module lies in it: take it out, or import it there
#   a/b/__init__.py:1:13: __all__ = ["m"]
