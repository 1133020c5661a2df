# A base that a call makes may be anything; it is enough that a class below has one.
# new name: y
# error: names don't tell what the base of class `D` is: it may have `x`, too
# --- path: main.py ---
class C:
    def x(self): pass
#       ^ cursor
class D(C, make()): pass
#      ^ obstacle
