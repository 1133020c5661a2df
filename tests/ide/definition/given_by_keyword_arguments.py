# A type parameter is what an argument is, also where that is passed by its name, or is a lambda.
# --- path: main.py ---
from typing import Callable, Generic, TypeVar
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
T = TypeVar("T")
class Box(Generic[T]):
    def __init__(self, item: T): self.item = item
    def map[X](self, change: Callable[[T], X]) -> "Box[X]": ...
def same(n: int, x: T) -> T: ...
def only(*, x: T) -> T: ...
def make(cls: type[T]) -> T: ...
def call(f: Callable[..., T]) -> T: ...
same(1, x=A()).m, only(x=B()).m, make(cls=A).m, Box(item=B()).item.m
#              ^ cursor 1
#                             ^ cursor 2
#                                            ^ cursor 1
#                                                                  ^ cursor 2
call(lambda: A()).m, Box(1).map(lambda x: B()).item.m
#                 ^ cursor 1
#                                                   ^ cursor 2
