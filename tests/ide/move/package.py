# A package goes with all that is in it: its own relative imports stay, those that lead out of it don't.
# move: a/p -> b/c/q
# --- path: a/__init__.py ---
# --- path: a/sibling.py ---
def f(): pass
# --- path: a/p/__init__.py ---
from .one import g
from ..sibling import f
from . import one
# --- path: a/p/one.py ---
from . import two
from .two import h
from .. import sibling
import a.p.two
from a.p import two as again
def g(): a.p.two.h()
# --- path: a/p/two.py ---
def h(): pass
# --- path: b/__init__.py ---
# --- path: b/c/__init__.py ---
# --- path: main.py ---
from a.p import g, one
from a.p.one import g as k
import a.p.two
a.p.two.h()
# --- after: a/p/__init__.py ---
from .one import g
from a.sibling import f
from . import one
# --- after: a/p/one.py ---
from . import two
from .two import h
from a import sibling
import b.c.q.two
from b.c.q import two as again
def g(): b.c.q.two.h()
# --- after: main.py ---
from b.c.q import g, one
from b.c.q.one import g as k
import b.c.q.two
b.c.q.two.h()
