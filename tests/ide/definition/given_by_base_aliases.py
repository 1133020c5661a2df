# A base may be another name of a class.
# --- path: main.py ---
from typing import TYPE_CHECKING, Generic, TypeVar
T = TypeVar("T")
class A:
    def m(self): pass
#       ^ def 1
    @classmethod
    def made(cls): return cls()
class Box(Generic[T]):
    part: T
if TYPE_CHECKING:
    Above = A
    Other = Box[A]
else:
    Above = unknown()
    Other = Box
class C(Above): pass
class D(Other): pass
C().m, C.made().m, D().part.m
#   ^ cursor 1
#               ^ cursor 1
#                           ^ cursor 1
