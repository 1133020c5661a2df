# What calls of a decorated function give is what its decorators make of it, where they tell: by an annotation, or by what the function returns that they return.
# Where that calls what it got, or nothing is told, it is what the function gives. The name itself is the function's.
# --- path: main.py ---
import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar
P = ParamSpec("P")
T = TypeVar("T")
class A:
    def m(self): pass
#       ^ def 1
class B:
    def n(self): pass
#       ^ def 2
def listed(f: Callable[P, T]) -> Callable[P, list[T]]: ...
def typed(n: int) -> Callable[[Callable[P, T]], Callable[P, tuple[T, B]]]: ...
def other(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        f(*args, **kwargs)
        return B()
    return wrapper
def same(f):
    def wrapper(*args, **kwargs):
        print("before")
        result = f(*args, **kwargs)
        return result
    return wrapper
def with_argument(n):
    def decorate(f):
        def wrapper(*args): return B()
        return wrapper
    return decorate
def either(f=None, *, n=1):
    def decorate(f):
        def wrapper(*args): return f(*args)
        return wrapper
    if f is None: return decorate
    return decorate(f)
def registered(f):
    print(f)
    return f
def vague(f: Callable) -> Callable: return f
F = TypeVar("F", bound=Command)
def handed(f: F) -> F: return f
class Command:
    def __init__(self, f): self.f = f
    def __call__(self) -> B: ...
    def run(self): pass
#       ^ def 3
@listed
def many() -> A: ...
@other
def changed() -> A: ...
#   ^ def 4
@same
def kept(): return A()
@with_argument(1)
def called(): return A()
@either
def first(): return A()
@either(n=2)
def second(): return A()
@registered
@listed
def stacked() -> A: ...
@listed
@other
def changed_and_listed() -> A: ...
@Command
def command() -> A: ...
@vague
def vaguely() -> A: ...
@handed
def itself() -> A: ...
@unknown
def unsaid() -> A: ...
class C:
    @listed
    def all(self) -> A: ...
    @other
    def one(self) -> A: ...
    @same
    def itself(self): return self
    @handed
    @property
    def own(self) -> Command: ...
    def last(self): pass
#       ^ def 5
many()[0].m, changed().n, kept().m, called().n, first().m, second().m, unsaid().m, vaguely().m, itself().m
#         ^ cursor 1
#                      ^ cursor 2
#                                ^ cursor 1
#                                            ^ cursor 2
#                                                       ^ cursor 1
#                                                                   ^ cursor 1
#                                                                               ^ cursor 1
#                                                                                            ^ cursor 1
#                                                                                                        ^ cursor 1
stacked()[0].m, changed_and_listed()[0].n, command().n, command.run
#            ^ cursor 1
#                                       ^ cursor 2
#                                                    ^ cursor 2
#                                                               ^ cursor 3
C().all()[0].m, C().one().n, C().itself().last, C().own.run
#            ^ cursor 1
#                         ^ cursor 2
#                                         ^ cursor 5
#                                                       ^ cursor 3
for a in many(): a.m
#                  ^ cursor 1
(changed())
#^ cursor 4
