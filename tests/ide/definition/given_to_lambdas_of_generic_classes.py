# What a lambda gets may be told by a type parameter of the class whose method takes it.
# --- path: main.py ---
from typing import Callable, Generic, TypeVar
T = TypeVar("T")
class A:
    def m(self): pass
#       ^ def
class Box(Generic[T]):
    def __init__(self, held: T): ...
    def each(self, call: Callable[[T], None]): ...
    def all(self, *, key: Callable[[T], int]): ...
def f(box: Box[A]):
    box.each(lambda one: one.m)
#                            ^ cursor
    box.all(key=lambda one: one.m)
#                               ^ cursor
    Box(A()).each(lambda one: one.m)
#                                 ^ cursor
