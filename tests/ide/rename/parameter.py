# A parameter with the keywords at its calls, in other files too; `__init__`'s at the calls of the class.
# new name: y
# --- path: a.py ---
class C:
    def __init__(self, x):
#                      ^ edit
        self.x = x
#            ^ nothing
#                ^ edit
def f(x): return x
# --- path: main.py ---
from a import C, f
C(x=1).x, f(x=2)
# ^ edit
class D(C): pass
D(x=1)
# ^ edit
