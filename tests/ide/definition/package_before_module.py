# A package is found before a module of the same name beside it.
# --- path: m/__init__.py ---
x = 1
# <- def
# --- path: m.py ---
x = 2
# --- path: main.py ---
from m import x
#             ^ cursor
