# A string of `__slots__` names an attribute of the class.
# new name: b
# --- path: main.py ---
class C:
    __slots__ = ["x", "y"]
#                 ^ edit
    def m(self): return self.x
#                            ^ edit
class D(C):
    def n(self): self.x = self.y
#                     ^ edit
