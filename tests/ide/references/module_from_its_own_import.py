# A top-level module.
# --- path: m.py ---
x = 1
# --- path: main.py ---
import m
#      ^ write
m.x
# <- ref
from m import x
#    ^ ref
# --- path: other.py ---
def f():
    import m
#          ^ write
    return m
#          ^ ref
