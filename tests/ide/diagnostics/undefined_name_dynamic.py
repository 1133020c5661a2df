# Code that writes the module's namespace may bind anything.
# only: undefined-name
# --- open: update.py ---
globals().update(a=1)
a
# <- nothing
# --- open: item.py ---
for name in "ab": globals()[name] = 1
a
# <- nothing
# --- open: executed.py ---
exec("a = 1")
a
# <- nothing
# --- open: attribute.py ---
import sys
setattr(sys.modules[__name__], "a", 1)
a
# <- nothing
# --- open: built.py ---
import builtins
builtins.c = 1
print(c, b)
#        ^ undefined name `b`
# --- open: read.py ---
def f(): exec("a = 1")
print(globals()["a"], globals().get("b"), "a" in globals(), [x for x in globals()])
a
# <- undefined name `a`
# --- open: enumeration.py ---
import enum
@enum.global_enum
class Colour(enum.Enum): RED = 1
print(RED, GREEN)
#          ^ undefined name `GREEN`
