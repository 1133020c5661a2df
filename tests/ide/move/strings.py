# The module's whole name in strings: a person must say. An annotation in a string is code.
# move: a/m.py -> b/m.py
# --- path: a/__init__.py ---
# --- path: a/m.py ---
class T: pass
# --- path: b/__init__.py ---
# --- path: main.py ---
from importlib import import_module
import_module("a.m")
#              ^^^ unsure
patch("a.m.T")
#      ^^^ unsure
print("a.more")
