# What a pattern captures by position: of a class what its `__match_args__` name, or the fields; of a sequence or mapping its parts.
# --- path: main.py ---
from dataclasses import dataclass
from typing import NamedTuple
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
@dataclass
class Data:
    a: A
    b: B
@dataclass
class Below(Data):
    c: A
class Named(NamedTuple):
    a: A
    b: B
class Told:
    __match_args__ = ("b", "a")
    def __init__(self):
        self.a = A()
        self.b = B()
def f(x, xs: list[A], t: tuple[int, tuple[A, B]], d: dict[str, B]):
    match x:
        case Data(a, b): a.m, b.m
#                          ^ cursor 1
#                               ^ cursor 2
        case Below(c, u, e): u.m, e.m
#                              ^ cursor 2
#                                   ^ cursor 1
        case Named(_, g): g.m
#                           ^ cursor 2
        case Told(h, i): h.m, i.m
#                          ^ cursor 2
#                               ^ cursor 1
        case Data(Told(j), b=k): j.m, k.m
#                                  ^ cursor 2
#                                       ^ cursor 2
    match xs:
        case [l, *n]: l.m, n[0].m
#                       ^ cursor 1
#                               ^ cursor 1
        case o, p: o.m
#                    ^ cursor 1
    match t:
        case (1, (q, r)): q.m, r.m
#                           ^ cursor 1
#                                ^ cursor 2
    match d:
        case {"k": s}: s.m
#                        ^ cursor 2
n = Named(A(), B())
p, q = n
p.m, n[1].m
# ^ cursor 1
#         ^ cursor 2
