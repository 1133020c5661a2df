# An alias with type parameters is what it names, with what stands in the brackets behind it (PEP 695, PEP 484).
# --- path: main.py ---
from typing import Callable, Dict, List, Literal, TypeVar
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
T = TypeVar("T")
type Lists[X] = list[X]
type Table[K, V] = dict[K, list[V]]
type Again[X] = Lists[Lists[X]]
type Itself[X] = X
type Maker[X] = Callable[[int], X]
Old = List[T]
Both = Dict[str, Old[T]]
def f(a: Lists[A], b: Table[str, B], c: Again[A], d: Itself[B], e: Maker[A], g: Old[B], h: Both[A]):
    a[0].m, b["x"][0].m, c[0][0].m, d.m, e(1).m, g[0].m, h["x"][0].m
#        ^ cursor 1
#                     ^ cursor 2
#                                ^ cursor 1
#                                     ^ cursor 2
#                                             ^ cursor 1
#                                                     ^ cursor 2
#                                                                  ^ cursor 1
    for x in a: x.m
#                 ^ cursor 1
class Generic[X]:
    type Own[Y] = dict[X, Y]
    def n(self, own: Own[A]): own["x"].m
#                                      ^ cursor 1
