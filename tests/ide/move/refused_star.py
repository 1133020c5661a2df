# `import *` of the package brings the module once something imports it.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: main.py ---
from a.b import *
m.f()
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/m.py: this name would mean something else after the move, or nothing
#   main.py:2:1: m.f()
