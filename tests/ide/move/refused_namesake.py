# A package takes its module under another name, before it gives the module's name to what is in it: as SQLAlchemy's dialects do.
# move: a/b/array.py -> a/c/array.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
from . import array as arraylib
from .array import array
# --- path: a/b/array.py ---
class array: pass
# --- path: a/c/__init__.py ---
# --- told ---
# imports are left as they are: can't move a/b/array.py to a/c/array.py: `array` is the module here, or something else that its package binds, as the program runs
#   a/b/__init__.py:1:15: from . import array as arraylib
