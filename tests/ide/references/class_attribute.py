# An attribute by its class, by `self`, from subclasses; not of receivers that can't be told.
# --- path: a.py ---
class A:
    limit = 1
#   ^ write
    def m(self): return self.limit, limit
#                            ^ ref
class B(A):
    def n(self): return self.limit
#                            ^ ref
# --- path: main.py ---
from a import A, B
A.limit, B.limit, x.limit
# ^ ref    ^ ref
