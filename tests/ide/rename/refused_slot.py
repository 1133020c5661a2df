# new name: b
# error: `x` is an attribute of a class: who reads it can't be told from names alone
# --- path: main.py ---
class C:
    __slots__ = ["x"]
#                 ^ cursor obstacle
    def m(self): return self.x
#                            ^ cursor
