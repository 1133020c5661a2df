# The new top package means something else in a file that must import it.
# move: a/b/m.py -> b/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: b/__init__.py ---
# --- path: main.py ---
import a.b.m
def g(b): return a.b.m.f(b)
# --- told ---
# imports are left as they are: can't move a/b/m.py to b/m.py: `b` means something here already, and the import would bind it
#   main.py:2:7: def g(b): return a.b.m.f(b)
