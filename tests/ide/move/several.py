# Two modules that import each other go to two packages at once.
# move: a/one.py -> b/one.py
# move: a/two.py -> c/zwei.py
# --- path: a/__init__.py ---
# --- path: a/one.py ---
from . import two, three
from .two import g
def f(): two.g()
# --- path: a/two.py ---
from a.one import f
def g(): f()
# --- path: a/three.py ---
# --- path: b/__init__.py ---
# --- path: c/__init__.py ---
# --- path: main.py ---
from a import one, two, three
one.f(), two.g()
# --- after: a/one.py ---
from a import three
from c import zwei
from c.zwei import g
def f(): zwei.g()
# --- after: a/two.py ---
from b.one import f
def g(): f()
# --- after: main.py ---
from a import three
from b import one
from c import zwei
one.f(), zwei.g()
