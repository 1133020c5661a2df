# A type parameter of a first parameter is what the method was asked of.
# --- path: main.py ---
from typing import TypeVar
T = TypeVar("T", bound="Above")
class Above:
    def same(self: T, n: int = 0) -> T: return self
    @classmethod
    def made(cls: type[T]) -> T: return cls()
    def own[X](self: X) -> X: return self
class Below(Above):
    def m(self): pass
#       ^ def 1
Below().same().m, Below().same(1).m, Below.made().m, Below().own().m
#              ^ cursor 1
#                                 ^ cursor 1
#                                                 ^ cursor 1
#                                                                  ^ cursor 1
