# The parameter of a lambda that is passed is what the annotation says of what takes it: `Callable[[C], …]`. A default says what a call gives back of which no
# more is known; the class of an instance has what classes have.
# --- path: main.py ---
from collections.abc import Callable
from dataclasses import dataclass
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
@dataclass
class Description:
    value: Callable[[A, B], int]
    other: Callable[[B], int] | None = None
Description(value=lambda a, b: (a.m, b.m), other=lambda b: b.m)
#                                 ^ cursor 1
#                                      ^ cursor 2
#                                                            ^ cursor 2
def f(key: Callable[[A], int], n: Callable[..., A]): pass
f(key=lambda a: a.m, n=lambda a: a.m)
#                 ^ cursor 1
#                                  ^ def 3
#                                  ^ cursor 3
def h(n: int, key: Callable[[A, B], int]): pass
h(1, lambda a, b: (a.m, b.m))
#                    ^ cursor 1
#                         ^ cursor 2
class Bus:
    def listen(self, name: str, run: Callable[[B], None]) -> None: pass
Bus().listen("", lambda event: event.m)
#                                    ^ cursor 2
def g(x, y: Callable[[B], None]):
    x.get("k", A()).m
#                   ^ cursor 1
    getattr(x, "name", B()).m
#                           ^ cursor 2
    x.get(A()).m
#              ^ def 4
#              ^ cursor 4
class C:
    def of(self):
#       ^ def 5
        self.__class__.of
#                      ^ cursor 5
