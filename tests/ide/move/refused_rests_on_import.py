# `a.b` would no longer be imported.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: main.py ---
import a.b.m
a.b.m.f(a.b.x)
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/m.py: `a.b` is here by the import of what moves: import `a.b` by itself first
#   main.py:2:9: a.b.m.f(a.b.x)
