# A source and its stub go together.
# move: a/m.py -> b/m.py
# move: a/m.pyi -> b/m.pyi
# --- path: a/__init__.py ---
# --- path: a/m.py ---
x = 1
# --- path: a/m.pyi ---
from .k import T
x: T
# --- path: a/k.py ---
class T: pass
# --- path: b/__init__.py ---
# --- path: main.py ---
from a.m import x
# --- after: a/m.pyi ---
from a.k import T
x: T
# --- after: main.py ---
from b.m import x
