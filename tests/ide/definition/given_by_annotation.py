# What a name is annotated with is believed: parameters, variables, attributes, in strings, too; a union is either of its parts.
# --- path: main.py ---
import typing as t
from typing import Annotated, List, Optional, Self, Union
class A:
    def m(self): pass
#       ^ def 1
    def again(self) -> Self: return self
class B:
    def m(self): pass
#       ^ def 2
    def only(self): pass
#       ^ def 3
    part: A
Alias = A
def f(a: A, b: "B", c: Optional[B], d: Union[A, B], e: "A | None" = None, *args: A, g: Annotated[B, A], k: type[B]):
    a.m, b.m, c.m, d.only, e.m, args.m, g.m, k.only, k().only
#     ^ cursor 1
#          ^ cursor 2
#               ^ cursor 2
#                    ^ cursor 3
#                            ^ cursor 1
#                                    ^ def 4 cursor 4
#                                         ^ cursor 2
#                                              ^ cursor 3
#                                                        ^ cursor 3
    x: Alias | None = a[0]
    x.m, b.part.m, a.again().again().m
#     ^ cursor 1
#               ^ cursor 1
#                                    ^ cursor 1
    y: t.Optional["B"]
    y.m
#     ^ cursor 2
class Problem(Exception):
    what = 1
#   ^ def 5
try: pass
except (Problem, KeyError) as problem:
    problem.what
#           ^ cursor 5
T = t.TypeVar("T", bound="A")
def bounded[U: B](one: T, two: U): one.m, two.m
#                                      ^ cursor 1
#                                             ^ cursor 2
