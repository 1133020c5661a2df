# A type parameter is what the class is given in brackets: by a base, an annotation, an alias; `Self` is the class that is asked.
# --- path: main.py ---
from typing import Generic, Self, TypeVar
T = TypeVar("T")
class A:
    def m(self): pass
#       ^ def 1
    def again(self) -> Self: return self
class B(A):
    def only(self): pass
#       ^ def 2
class Holder(Generic[T]):
    part: T
    def get(self) -> T: ...
    def all(self) -> list[T]: ...
class Entity(Generic[T]):
    def __init__(self, held: T):
        self.held = held
class Held(Holder[B]):
    def own(self): pass
#       ^ def 3
class Mine(Entity[Held]):
    def f(self):
        self.held.own, self.held.part.only, self.held.get().only
#                  ^ cursor 3
#                                     ^ cursor 2
#                                                            ^ cursor 2
        for one in self.held.all(): one.only
#                                       ^ cursor 2
class New[U]:
    def __init__(self, u: U): self.u = u
class Newer[V, W](New[W]): pass
class Newest(Newer[int, B]):
    def f(self): self.u.only
#                       ^ cursor 2
type Alias = New[B]
Older = Holder[B]
def f(a: Alias, b: Older, c: Holder[A], d: New[Holder[B]]):
    a.u.only, b.part.only, c.part.m, d.u.get().only, B().again().only
#       ^ cursor 2
#                    ^ cursor 2
#                                 ^ cursor 1
#                                              ^ cursor 2
#                                                                ^ cursor 2
