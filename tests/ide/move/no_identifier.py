# A file that no import can name: what it imports itself follows.
# move: a/b/0001_first.py -> a/c/0001_first.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/k.py ---
# --- path: a/b/0001_first.py ---
from . import k
# --- path: a/c/__init__.py ---
# --- after: a/b/0001_first.py ---
from ..b import k
