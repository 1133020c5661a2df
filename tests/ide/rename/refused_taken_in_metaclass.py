# What the metaclass asks its classes for must not become another attribute.
# new name: y
# error: class `M`, which shares its attributes, has or asks for a `y` already
# --- path: main.py ---
class M(type):
    def m(cls): return cls.y
#                          ^ obstacle
class C(metaclass=M):
    def x(self): pass
#       ^ cursor
