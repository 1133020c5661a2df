# A type variable that nothing tells is one of its choices.
# --- path: main.py ---
from typing import Generic, TypeVar
class A:
    def m(self): pass
#       ^ def 1
class B:
    def n(self): pass
#       ^ def 2
T = TypeVar("T", A, B)
class C(Generic[T]):
    one: T
def f(x: T, c: C, d: C[B]):
    x.m, x.n, c.one.n, d.one.n
#     ^ cursor 1
#          ^ cursor 2
#                   ^ cursor 2
#                            ^ cursor 2
