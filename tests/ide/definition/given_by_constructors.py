# What the type parameters of a class are is told by the arguments that its constructor gets; what an attribute is, by `__get__` and `__getattr__`.
# --- path: main.py ---
from typing import Final, Generic, NewType, NotRequired, TypedDict, TypeVar
T = TypeVar("T")
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
class Box(Generic[T]):
    def __init__(self, item: T, more: list[T]): self.item = item
    def get(self) -> T: ...
class Short[U]:
    it: U
    def __init__(self, it: U): self.it = it
Box(A(), []).item.m, Box(B(), []).get().m, Short(A()).it.m
#                 ^ cursor 1
#                                       ^ cursor 2
#                                                        ^ cursor 1
class Derived(Short[B]): pass
Derived(A()).it.m
#               ^ cursor 2
class Gets:
    def __get__(self, of, owner) -> A: ...
class Any:
    gets = Gets()
    told: Final = B()
    def __getattr__(self, name) -> B: ...
a = Any()
a.gets.m, a.told.m, a.anything.m
#      ^ cursor 1
#                ^ cursor 2
#                              ^ cursor 2
New = NewType("New", A)
def f(x: New): x.m, New(x).m
#                ^ cursor 1
#                          ^ cursor 1
class Movie(TypedDict):
    a: A
    b: NotRequired[B]
def g(x: Movie): x.get("a").m, x.pop("b", None).m
#                           ^ cursor 1
#                                               ^ cursor 2
def h(stack):
    stack.enter_context(A()).m
#                            ^ cursor 1
