# A name that is private to one class can't be that of two.
# new name: __y
# error: in a class, names with two leading underscores are private to it
# --- path: main.py ---
class C:
    def m(self): self.x = 1
#                     ^ cursor
class D(C):
    def n(self): return self.x
#                            ^ obstacle
