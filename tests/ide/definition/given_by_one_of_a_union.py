# A type parameter is told by that part of a union which fits what is passed.
# --- path: main.py ---
from typing import Awaitable, Coroutine, Generator, TypeVar
T = TypeVar("T")
class A:
    def m(self): pass
#       ^ def
async def later() -> A: ...
def start(what: Generator[int, None, T] | Coroutine[int, int, T]) -> T: ...
start(later()).m
#              ^ cursor
