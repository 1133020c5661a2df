# What is in a container, what `isinstance` says and what a type parameter stands for is no proof: it is left to the person.
# new name: n
# --- path: main.py ---
from typing import Generic, TypeVar
T = TypeVar("T")
class A:
    def m(self): pass
#       ^ edit
class B:
    def m(self): pass
class Holder(Generic[T]):
    part: T
def f(a: list[A], b: list[B], c: Holder[A], d):
    made = [A()]
    made[0].m
#           ^ unsure
    a[0].m, b[0].m, c.part.m
#        ^ unsure
#                          ^ unsure
    for x in a: x.m
#                 ^ unsure
    if isinstance(d, A): d.m
#                          ^ unsure
    one = A()
    if isinstance(one, B): one.m
#                              ^ edit
