# The name changes as well: what an import binds under it does, too; aliases stay.
# move: a/b/m.py -> a/c/n.py
# --- path: a/__init__.py ---
# --- path: a/b/__init__.py ---
# --- path: a/b/m.py ---
def f(): pass
# --- path: a/c/__init__.py ---
# --- path: facade.py ---
from a.b import m
# --- path: user.py ---
from facade import m
import facade
m.f(), facade.m.f()
# --- path: main.py ---
import a.b.m
from a.b import m, other, m as mine
from a.b.m import f
a.b.m.f(), m.f(), mine.f()
def g():
    m = 1
    return m
# --- path: a/b/other.py ---
# --- after: facade.py ---
from a.c import n
# --- after: user.py ---
from facade import n
import facade
n.f(), facade.n.f()
# --- after: main.py ---
import a.c.n
from a.b import other
from a.c import n, n as mine
from a.c.n import f
a.c.n.f(), n.f(), mine.f()
def g():
    m = 1
    return m
