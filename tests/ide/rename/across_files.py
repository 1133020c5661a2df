# A module's name with its imports, members, `__all__` and re-exports; an alias ends it.
# new name: fresh
# --- path: pkg/__init__.py ---
from .a import old as old
#              ^ edit
#                     ^ edit
__all__ = ["old"]
#           ^ edit
# --- path: pkg/a.py ---
def old(): pass
#   ^ edit
def use():
    global old
#          ^ edit
    return old
#          ^ edit
# --- path: main.py ---
from pkg import old
#               ^ edit
from pkg.a import old as alias
#                 ^ edit
import pkg.a as m
import pkg
m.old, pkg.old, pkg.a.old, old, alias
# ^ edit   ^ edit     ^ edit
#                          ^ edit
def f(old): return old
# --- path: star.py ---
from pkg import *
old()
# <- edit
# --- after: star.py ---
from pkg import *
fresh()
