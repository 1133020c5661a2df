# A source and its stub are one module: the references are those of both.
# --- path: m.py ---
def f(a): pass
#   ^ write
# --- path: m.pyi ---
def f(a: int) -> None: ...
#   ^ write
# --- path: main.py ---
from m import f
#             ^ write
f(1)
# <- ref
