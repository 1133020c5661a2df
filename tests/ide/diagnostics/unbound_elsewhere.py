# Nothing is said where a name may come from elsewhere, or the error is expected.
# --- open: main.py ---
print(input, __file__)
#     ^ nothing
input = print
__file__ = ""
try:
    unicode
except NameError:
    unicode = str
def f():
    global late, x
    late = x = 1
f()
print(late, x)
if f:
    del late
late = 2
x = 3
class C:
    unicode = unicode
    y = x
    x = y
def g():
    def bind():
        nonlocal z
        z = 1
    bind()
    print(z)
    z = 2
# --- path: other.py ---
# --- open: star.py ---
from other import *
from missing import *
print(name)
#     ^ nothing
name = 1
