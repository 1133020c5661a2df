# Where `__all__` names it, a leading underscore doesn't matter.
# new name: _x
# --- path: a.py ---
__all__ = ["x"]
#           ^ edit
x = 1
# <- edit
# --- path: main.py ---
from a import *
x
# <- edit
