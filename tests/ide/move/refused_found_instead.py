# Something imports the new name already, and finds nothing.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: main.py ---
try:
    from a.c import m
except ImportError:
    m = None
# --- told ---
# imports are left as they are: can't move a/b/m.py to a/c/m.py: this import would lead elsewhere after the move, or nowhere: its names alone don't tell how to write it
#   main.py:2:21: from a.c import m
