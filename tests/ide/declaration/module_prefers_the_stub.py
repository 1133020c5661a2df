# So it is for modules: the segment of an import declares the stub.
# --- path: m.py ---
x = 1
# --- path: m.pyi ---
x: int
# <- decl module
# --- path: main.py ---
from m import x
#    ^ cursor
