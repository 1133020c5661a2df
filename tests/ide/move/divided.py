# A statement that takes other names as well is divided, in all the ways in which it may be written.
# move: a/b/m.py -> a/c/m.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
x = y = 1
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: main.py ---
from a.b import x, m, y  # why
from a.b import (
    x,  # first
    m as n,
    y,
)
def g():
    from a.b import m, x; print(m)
    if x: from a.b import y, m
    try:
        from a.b import x, \
            m
    except ImportError:
        pass
    import os, a.b.m as k
class C:
	from a.b import m, x
# --- path: last.py ---
from a.b import x, m
# --- after: main.py ---
from a.b import x, y  # why
from a.c import m
from a.b import (
    x,  # first
    y,
)
from a.c import m as n
def g():
    from a.b import x; from a.c import m; print(m)
    if x: from a.b import y; from a.c import m
    try:
        from a.b import x
        from a.c import m
    except ImportError:
        pass
    import os, a.c.m as k
class C:
	from a.b import x
	from a.c import m
# --- after: last.py ---
from a.b import x
from a.c import m
