# A class is an instance of its metaclass: what the one binds the other may find, or hide.
# new name: total
# --- path: meta.py ---
class M(type):
    def x(cls): return cls.x
#       ^ edit             ^ edit
    def m(cls): return cls.x
#                          ^ edit
# --- path: main.py ---
from meta import M
class Base(metaclass=M):
    pass
class C(Base):
    @classmethod
    def m(cls): return cls.x, super().x
#                          ^ edit     ^ edit
class D(C):
    x = 1
#   ^ edit
class Unrelated:
    x = 1
Base.x, C.x(), D.x, Unrelated.x
#    ^ edit      ^ edit
#         ^ edit
