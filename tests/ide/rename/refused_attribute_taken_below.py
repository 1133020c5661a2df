# A class that derives from two would find the renamed one where it found another.
# new name: y
# error: class `Other`, which shares its attributes, has or asks for a `y` already
# --- path: main.py ---
class Other:
    def m(self): self.y = 1
#                     ^ obstacle
class C:
    def x(self): pass
#       ^ cursor
class D(C, Other): pass
