# A module: its file moves, and every import and use of it changes. What has another name for it keeps that.
# new name: n
# --- path: m.py ---
x = 1
# --- path: m.pyi ---
x: int
# --- path: main.py ---
import m, m as other
#      ^ edit
#         ^ edit
from m import x
#    ^ edit
m.x
# <- edit
other.x
# --- path: pkg/__init__.py ---
def f():
    import m
#          ^ edit
    return m.x, "m", "m.x"
#          ^ edit
#                ^ unsure
#                     ^ unsure
# --- path: late.py ---
from importlib import import_module
import_module("m").x
#              ^ unsure
# --- moves ---
# m.py -> n.py
# m.pyi -> n.pyi
