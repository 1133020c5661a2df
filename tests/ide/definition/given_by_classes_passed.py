# `type[T]` of what is passed: the class itself.
# --- path: main.py ---
from typing import Generator, Generic, Type, TypeVar
T = TypeVar("T")
class D:
    d = 1
#   ^ def 1
    def m(self): pass
#       ^ def 2
def all_below(cls: Type[T]) -> Generator[Type[T], None, None]: yield cls
def listed(cls: type[T]) -> list[type[T]]: pass
def same(cls: type[T]) -> type[T]: pass
for one in all_below(D):
    one.d, one().m
#       ^ cursor 1
#                ^ cursor 2
for two in listed(D): two.d
#                         ^ cursor 1
listed(D)[0].d, same(D).d, same(D)().m
#            ^ cursor 1
#                       ^ cursor 1
#                                    ^ cursor 2
class Holder(Generic[T]):
    model: type[T]
    def get(self, c: Type[T]) -> Type[T]: pass
def f(holder: Holder[D]): holder.model.d, holder.model().m, Holder().get(D).d
#                                      ^ cursor 1
#                                                        ^ cursor 2
#                                                                           ^ cursor 1
