# What the stub alone declares is defined there.
# --- path: m.py ---
x = 1
# --- path: m.pyi ---
x: int
def made_by_c() -> int: ...
#   ^ def
# --- path: main.py ---
from m import made_by_c
#             ^ cursor
