# A name brought by a star import is declared where it is bound: the star names nothing.
# --- path: a.py ---
def f(): pass
#   ^ decl
# --- path: main.py ---
from a import *
f
# <- cursor
