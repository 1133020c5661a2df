# What is in a container is what its annotation has in brackets, or what stands in a display: for loops, comprehensions, subscripts, unpacking, and
# what hands it on.
# --- path: main.py ---
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Dict, List, Optional
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
def f(a: list[A], b: dict[str, B], c: tuple[int, A], d: "List[B]", e: Iterable[A], g: Optional[Mapping[str, list[B]]], h: tuple[B, ...], i):
    for x in a: x.m
#                 ^ cursor 1
    for k, v in b.items(): v.m
#                            ^ cursor 2
    for v in b.values(): v.m
#                          ^ cursor 2
    [y.m for y in e]
#      ^ cursor 1
    a[0].m, b["k"].m, c[1].m, d[0].m, g["k"][0].m, h[5].m, b.get(i).m, a[1:][0].m, c[0].m
#        ^ cursor 1
#                  ^ cursor 2
#                          ^ cursor 1
#                                  ^ cursor 2
#                                               ^ cursor 2
#                                                       ^ cursor 2
#                                                                   ^ cursor 2
#                                                                               ^ cursor 1
#                                                                                       ^ def 3 cursor 3
    _, z = c
    z.m
#     ^ cursor 1
    for n, (one, other) in enumerate(zip(a, d)): one.m, other.m
#                                                    ^ cursor 1
#                                                             ^ cursor 2
    for one in sorted(a or [], key=i): one.m
#                                          ^ cursor 1
    made = [A() for _ in i]
    made[0].m, {"k": B()}["k"].m
#           ^ cursor 1
    for one in (A(), A()): one.m
#                              ^ cursor 1
    p, q = A(), B()
    q.m
#     ^ cursor 2
def many():
    yield B()
for b in many(): b.m
#                  ^ cursor 2
async def g(a: AsyncIterator[A], *args: A, **kwargs: B):
    args[0].m, kwargs["k"].m
#           ^ cursor 1
#                          ^ cursor 2
    async for x in a: x.m
#                       ^ cursor 1
