# Every occurrence in every file, from whichever the question is asked; under an alias the name ends.
# --- path: a.py ---
def f(): pass
#   ^ write
f()
# <- ref
# --- path: pkg/__init__.py ---
from a import f
#             ^ write
# --- path: main.py ---
from pkg import f as g
#               ^ ref
from a import f
#             ^ write
import a
a.f, f(), g()
# ^ ref
#    ^ ref
# --- path: other.py ---
def f(): pass
f
