# What a class method passes to `cls` may be a field that only a class below has.
# new name: y
# --- path: main.py ---
from dataclasses import dataclass
@dataclass
class A:
    z: int = 0
    @classmethod
    def made(cls): return cls(x=4).z
#                             ^ edit
@dataclass
class B:
    x: int = 1
#   ^ edit
@dataclass
class C(A, B): pass
C(x=1).x
# ^ edit
#      ^ edit
