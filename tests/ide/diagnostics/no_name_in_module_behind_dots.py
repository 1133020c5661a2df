# A module that has no such name, behind a dot: as for imports; nothing is said of names that are asked for, set, guarded or expected to fail.
# only: no-name-in-module
# --- path: shapes.py ---
import json
import colours
def area(): pass
def find(name): return colours.find(name)
# --- path: colours/__init__.py ---
from . import mixed
red = 1
# --- path: colours/mixed.py ---
purple = 1
# --- path: colours/never_imported.py ---
x = 1
# --- path: dynamic.py ---
def __getattr__(name): return name
# --- path: both.py ---
try:
    import shapes as chosen
except ImportError:
    chosen = None
# --- path: sets.py ---
import shapes, colours.mixed
shapes.late = 1
setattr(colours.mixed, "later", 1)
# --- path: namespace/part.py ---
x = 1
# --- path: stub.pyi ---
import shapes
x = shapes.nothing
# --- path: hidden/__init__.py ---
from .inner import inner
# --- path: hidden/inner.py ---
def inner(): pass
# --- path: compiled.pyi ---
x: int
# --- path: computed.py ---
# --- path: computes.py ---
import computed as module
for name in ["a", "b"]:
    setattr(module, name, 1)
# --- path: either_way/__init__.py ---
import shapes as inner
# --- path: either_way/inner.py ---
x = 1
# --- path: public_names/__init__.py ---
from public import public
from .others import *
public(config=1)
# --- path: public_names/others.py ---
from public import public
public(Other=1)
# --- path: public_names/config.py ---
x = 1
# --- path: outer/__init__.py ---
# --- path: outer/portion/tool/__init__.py ---
from . import work
# --- path: outer/portion/tool/work.py ---
x = 1
# --- open: outer/portion/script.py ---
import tool, script
tool.Nothing, script.nothing
# --- open: main.py ---
import sys
import shapes, dynamic, unknown, namespace, hidden, hidden.inner, both, compiled
import shapes as forms
import colours.mixed
import hidden.inner as function
from colours import mixed, never_imported as never
from . import shapes as beside
try:
    import shapes as either
except ImportError:
    import colours as either

shapes.area(), shapes.aera()
#                     ^^^^ `shapes` has no name `aera`; did you mean `area`?
forms.aera, beside.aera
#     ^^^^ `shapes` has no name `aera`; did you mean `area`?
#                  ^^^^ `.shapes` has no name `aera`; did you mean `area`?
colours.mixed.purpel.x
#             ^^^^^^ `colours.mixed` has no name `purpel`; did you mean `purple`?
mixed.green, never.x, never.y, colours.never_imported.z
#     ^^^^^ `colours.mixed` has no name `green`
#                           ^ `colours.never_imported` has no name `y`
#                                                     ^ `colours.never_imported` has no name `z`
colours.Red
#       ^^^ `colours` has no name and no module `Red`; did you mean `red`?
shapes.colours.Red, shapes.json.dumps
#              ^^^ `shapes.colours` has no name and no module `Red`; did you mean `red`?
def f(x: shapes.Nothing):
#               ^^^^^^^ `shapes` has no name `Nothing`
    return shapes.nothing().other
#                 ^^^^^^^ `shapes` has no name `nothing`
dynamic.anything, unknown.anything, namespace.anything, hidden.inner.x, function.x, both.chosen.nothing, compiled.nothing
shapes.late, shapes.__dict__, shapes.__version__, colours.mixed.later, either.nothing
from either_way import inner as one_or_the_other
from public_names import config
import public_names, computed
computed.a
from computed import b
one_or_the_other.nothing, config.nothing, public_names.config.nothing, public_names.Other
shapes.own = 1
shapes.own, shapes.__class__.__name__
if hasattr(shapes, "asked"):
    shapes.asked
getattr(shapes, "given", None) or shapes.given
try:
    shapes.tried
except AttributeError:
    shapes.instead
with raises(AttributeError):
    shapes.raising
raises(AttributeError, lambda: shapes.raising_in_call)
if sys.version_info >= (3, 99):
    shapes.of_a_version
old = shapes.old if sys.platform == "plan9" else None
sys.platform == "plan9" and shapes.other
@skip_unless(sys.platform == "plan9")
def g():
    shapes.only_there
shapes.muted  # type: ignore[attr-defined]
def h(shapes):
    return shapes.nothing
def i():
    shapes = f
    return shapes.nothing
shapes.f().nothing, f.shapes.nothing
#      ^ `shapes` has no name `f`
