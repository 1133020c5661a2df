# Whoever imports from the package gets what has the module's name there: that stays.
# move: a/b/array.py -> a/c/array.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
from .array import array
# --- path: a/b/array.py ---
class array: pass
# --- path: a/c/__init__.py ---
# --- path: main.py ---
from a.b import array
# --- after: a/b/__init__.py ---
from ..c.array import array
