# What the module itself imports by where it lies.
# move: a/b/m.py -> a/m.py
# --- path: a/__init__.py ---
z = 1
# --- path: a/b/__init__.py ---
x = 1
# --- path: a/b/s.py ---
# --- path: a/b/m.py ---
from . import s, x
from .s import *
from .. import z
from..import z as w
from a.b import s as t
import a.b.m
a.b.m, s, x
# --- after: a/b/m.py ---
from .b import s, x
from .b.s import *
from . import z
from.import z as w
from a.b import s as t
import a.m
a.m, s, x
