# A class of a source and that of its stub are one.
# new name: y
# --- path: lib.py ---
class C:
    def x(self): return self.x
#       ^ edit               ^ edit
# --- path: lib.pyi ---
class C:
    def x(self) -> int: ...
#       ^ edit
# --- path: main.py ---
from lib import C
class D(C):
    def m(self): return super().x()
#                               ^ edit
