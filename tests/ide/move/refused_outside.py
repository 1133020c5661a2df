# It leaves the workspace.
# move: a/b/m.py -> ../m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- told ---
# imports are left as they are: can't move a/b/m.py to ../m.py: it leaves the workspace, to ../m.py: no import here can name it there
