# A package that imports its own module goes on to offer it; an import from there that is not where it lies stays as it is.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
from .b import m
# --- path: a/b/__init__.py ---
from . import m
from .m import f
__all__ = ["m", "f"]
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: main.py ---
from a import m
from a.b import f, m as n
import a
a.m.f()
# --- after: a/__init__.py ---
from .c import m
# --- after: a/b/__init__.py ---
from ..c import m
from ..c.m import f
__all__ = ["m", "f"]
# --- after: main.py ---
from a import m
from a.b import f
from a.c import m as n
import a
a.m.f()
