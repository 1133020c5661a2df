# A parameter in a source, its stub, and the keywords at calls.
# new name: b
# --- path: m.py ---
def f(a): return a
#     ^ edit     ^ edit
# --- path: m.pyi ---
def f(a: int) -> int: ...
#     ^ edit
# --- path: main.py ---
from m import f
f(a=1)
# ^ edit
