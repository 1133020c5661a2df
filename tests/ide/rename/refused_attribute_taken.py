# A base that has the new name would be overridden.
# new name: y
# error: class `Base`, which shares its attributes, has or asks for a `y` already
# --- path: main.py ---
class Base:
    y = 1
#   ^ obstacle
class C(Base):
    def x(self): pass
#       ^ cursor
