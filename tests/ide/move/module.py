# A module goes to another package: every form of import follows it, relative ones stay relative.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/b/other.py ---
from . import m
from .m import f
from ..b import m as mine
from ..b.m import f as g
# --- path: a/c/__init__.py ---
# --- path: a/c/near.py ---
from ..b import m
from a.b.m import f
# --- path: main.py ---
import a.b.m
import a.b.m as x
from a.b import m
from a.b import m as y
from a.b.m import f
from a.b.m import *
def h():
    a.b.m.f(m, x, y, f)
# --- after: a/b/other.py ---
from ..c import m
from ..c.m import f
from ..c import m as mine
from ..c.m import f as g
# --- after: a/c/near.py ---
from . import m
from a.c.m import f
# --- after: main.py ---
import a.c.m
import a.c.m as x
from a.c import m
from a.c import m as y
from a.c.m import f
from a.c.m import *
def h():
    a.c.m.f(m, x, y, f)
