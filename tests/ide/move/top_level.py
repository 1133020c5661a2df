# A module of no package comes into one, and another leaves its own: what the imports bind stays.
# move: m.py -> a/m.py
# move: a/n.py -> n.py
# --- path: m.py ---
import os
from a import n
def f(): pass
# --- path: a/__init__.py ---
# --- path: a/n.py ---
from .k import g
import m
# --- path: a/k.py ---
from . import n
from .n import g as h
def g(): pass
# --- path: main.py ---
import m
import os, m as x
import os, m
from m import f
from a import n, k
from a import n as y
n.g(), m.f(), print(m)
# --- path: other.py ---
import a.n
a.n.g()
# --- after: m.py ---
import os
import n
def f(): pass
# --- after: a/n.py ---
from a.k import g
from a import m
# --- after: a/k.py ---
import n
from n import g as h
def g(): pass
# --- after: main.py ---
from a import m
import os, a.m as x
import os
from a import m
from a.m import f
from a import k
import n
import n as y
n.g(), m.f(), print(m)
# --- after: other.py ---
import n
n.g()
