# What `with` makes of a decorated generator is what that yields; what `await` makes of a call, what the function says.
# --- path: main.py ---
import functools
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
class A:
    def m(self): pass
#       ^ def 1
    @functools.cached_property
    def part(self) -> "B": ...
class B:
    def m(self): pass
#       ^ def 2
    @classmethod
    @contextmanager
    def opened(cls) -> Generator["B", None, None]: yield cls()
@contextmanager
def said() -> Iterator[A]: yield A()
@contextmanager
def unsaid(): yield A()
@asynccontextmanager
async def later() -> AsyncIterator[B]: yield B()
@functools.lru_cache(maxsize=None)
def cached() -> B: ...
async def waited() -> A: ...
with said() as one, unsaid() as other, B.opened() as third: one.m, other.m, third.m
#                                                               ^ cursor 1
#                                                                        ^ cursor 1
#                                                                                 ^ cursor 2
cached().m, A().part.m
#        ^ cursor 2
#                    ^ cursor 2
async def f(call: Callable[[int], A]):
    async with later() as x: x.m
#                              ^ cursor 2
    (await waited()).m, call(1).m
#                    ^ cursor 1
#                               ^ cursor 1
