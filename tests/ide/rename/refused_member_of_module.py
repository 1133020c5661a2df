# A member of the module under the new name, which a `__getattr__` may answer today.
# new name: y
# refused
# --- path: a.py ---
x = 1
# <- cursor
def __getattr__(name): return name
# --- path: main.py ---
import a
a.x, a.y
