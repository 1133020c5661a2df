# What a module makes when it is asked keeps the name that it is asked by (PEP 562).
# new name: y
# error: nothing in module `lazy` binds `x`: write `x as …` to name it here
# --- path: lazy.py ---
def __getattr__(name): return name
# --- path: main.py ---
from lazy import x
#                ^ obstacle
x
# <- cursor
