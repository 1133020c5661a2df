# What a metaclass has that can't be found, nobody knows.
# new name: y
# error: names don't tell what the metaclass `Meta` of class `C` is: it may have `x`, too
# --- path: main.py ---
from nowhere import Meta
class C(metaclass=Meta):
#                 ^^^^ obstacle
    def x(self): pass
#       ^ cursor
