# A source and its stub change together.
# new name: g
# --- path: m.py ---
def f(a): pass
#   ^ edit
# --- path: m.pyi ---
def f(a: int) -> None: ...
#   ^ edit
# --- path: main.py ---
from m import f
#             ^ edit
f(a=1)
# <- edit
