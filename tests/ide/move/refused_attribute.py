# What nobody here imports is an attribute of its package as long as somebody else does.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: main.py ---
import a.b
a.b.m.f()
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/m.py: here it is an attribute of its package, which it leaves: import the module here by its own name
#   main.py:2:5: a.b.m.f()
