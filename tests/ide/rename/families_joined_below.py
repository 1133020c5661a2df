# Two classes that know nothing of each other share the attributes of one that derives from both.
# new name: y
# --- path: a.py ---
class A:
    def x(self): pass
#       ^ edit
# --- path: b.py ---
class B:
    def m(self): return self.x
#                            ^ edit
# --- path: c.py ---
from a import A
from b import B
class C(B, A): pass
C().x
#   ^ edit
class Other:
    x = 1
