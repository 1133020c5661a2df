# The attribute of a slot, by `self` and by the class; the class body's own use of the name is the module's.
# --- path: a.py ---
x = 1
class A:
    __slots__ = ["x", "_A__y"]
#                 ^ write 1
#                      ^^^^^ write 2
    z = x
    def m(self):
        self.x = x
#            ^ write 1
        return self.__y
#                   ^ ref 2
# --- path: b.py ---
from a import A
class B(A):
    __slots__ = ()
    def n(self): return self.x
#                            ^ ref 1
A.x
# ^ ref 1
