# A string of `__slots__` defines the attribute that the class binds in no other way, and so do the methods that assign it; for a subclass, too.
# --- path: a.py ---
class A:
    __slots__ = ("x", "__p", "y", "z")
#                 ^ def 1
#                      ^^^ def 2
    y: int
#   ^ def 3
    def z(self): pass
#       ^ def 4
    def m(self):
        self.x = self.__p = self.y = self.z
#            ^ cursor 1 def 1
#                     ^^^ cursor 2 def 2
#                                ^ cursor 3
#                                         ^ cursor 4
# --- path: b.py ---
from a import A
class B(A):
    def n(self):
        return self.x, B.y
#                   ^ cursor 1
#                        ^ cursor 3
