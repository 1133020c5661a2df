# The same of named tuples, typed dictionaries and new types.
# new name: Q
# --- path: main.py ---
import collections as c
def f():
    P = c.namedtuple("P", "x y")
#   ^ edit
#                     ^ edit
    return P(1, 2)
#          ^ edit
