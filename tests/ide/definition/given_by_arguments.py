# The type parameters of a function stand for what the arguments of a call are: themselves, what is in them, what calling or awaiting them gives.
# --- path: main.py ---
import asyncio
from typing import Awaitable, Callable, Iterable, Mapping, TypeVar
T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")
class A:
    def m(self): pass
#       ^ def 1
    def pick(self, one: T, /) -> T: ...
class B:
    def only(self): pass
#       ^ def 2
def same(one: T) -> T: ...
def first[X](all: Iterable[X]) -> X: ...
def value(of: Mapping[K, V], key: K) -> list[V]: ...
def new(of: type[T]) -> T: ...
def run(f: Callable[..., T], *rest: object) -> Awaitable[T]: ...
def wait(f: Callable[[], Awaitable[T]]) -> T: ...
def last(first: str, *of: T) -> T: ...
def unknown(one: int) -> T: ...
def make() -> B: ...
async def later() -> B: ...
async def f(a: A, bs: list[B], named: dict[str, B]):
    same(a).m, first(bs).only, first([a]).m, value(named, "a")[0].only, new(B).only
#           ^ cursor 1
#                        ^ cursor 2
#                                         ^ cursor 1
#                                                                 ^ cursor 2
#                                                                              ^ cursor 2
    (await run(make)).only, wait(later).only, last("", a).m, a.pick(make()).only
#                      ^ cursor 2
#                                       ^ cursor 2
#                                                         ^ cursor 1
#                                                                           ^ cursor 2
    b = same(first(bs))
    b.only, unknown(a).m
#     ^ cursor 2
#                      ^ def 3 cursor 3
    for one in sorted(bs, key=lambda b: b.only): pass
#                                         ^ cursor 2
    bs.sort(key=lambda b: b.only)
#                           ^ cursor 2
    one, *rest = [a, a]
    rest[0].m, max(bs, key=id).only
#           ^ cursor 1
#                              ^ cursor 2
    two, three = await asyncio.gather(later(), same(a))
    two.only, three.m, (await asyncio.create_task(later())).only
#       ^ cursor 2
#                   ^ cursor 1
#                                                           ^ cursor 2
def g(a=A(), *, b=None, c=make):
    a.m, b.m, c().only
#     ^ cursor 1
#          ^ def 4 cursor 4
#                 ^ cursor 2
class Box[X]:
    def get(self) -> X: ...
box = Box[A]()
box.get().m, Box[B]().get().only
#         ^ cursor 1
#                           ^ cursor 2
