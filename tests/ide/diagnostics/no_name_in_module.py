# What a module doesn't have can't be imported from it, unless it may make it as it runs, or another file sets it.
# only: no-name-in-module
# --- path: plain.py ---
def area(): pass
# --- path: dynamic.py ---
def __getattr__(name): return name
# --- path: unknown.py ---
from nowhere import *
# --- path: all_of_plain.py ---
from plain import *
# --- path: itself.py ---
import sys
sys.modules[__name__] = object()
# --- path: pkg/__init__.py ---
name = 1
# --- path: pkg/inner.py ---
x = 1
# --- path: start.py ---
import plain
plain.late = 1
class C:
    def __init__(self):
        self.aera = 1
# --- path: stub.pyi ---
from plain import nothing
# --- open: main.py ---
from plain import area, aera, late, __doc__
#                       ^^^^ `plain` has no name `aera`; did you mean `area`?
from dynamic import anything
from unknown import anything
from itself import anything
from all_of_plain import area, \
    missing as found
#   ^^^^^^^ `all_of_plain` has no name `missing`
from pkg import name, inner, lower, Upper
#                                   ^^^^^ `pkg` has no name and no module `Upper`
from .pkg.inner import x, y
#                         ^ `.pkg.inner` has no name `y`
import pkg.inner.deeper
#                ^^^^^^ `pkg.inner` has no name `deeper`
try:
    from plain import nothing
except ImportError:
    from plain import nothing_else
with raises(ImportError) as raised:
    from plain import nothing
if False:
    from plain import nothing
from plain import nothing  # type: ignore[attr-defined]
def f():
    from plain import nothing
#                     ^^^^^^^ `plain` has no name `nothing`
