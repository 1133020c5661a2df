# What a base has that can't be found, nobody knows.
# new name: y
# error: names don't tell what the base `Base` of class `C` is: it may have `x`, too
# --- path: main.py ---
from nowhere import Base
class C(Base):
#       ^ obstacle
    def x(self): pass
#       ^ cursor
