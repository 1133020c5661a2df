# Bases in brackets, classes in classes, annotations in the body.
# new name: y
# --- path: main.py ---
from typing import Generic, TypeVar
T = TypeVar("T")
class Outer:
    class Base(Generic[T]):
        x: "int" = 1
#       ^ edit
    class Sub(Base[int]):
        def m(self): return self.x
#                                ^ edit
Outer.Sub.x, Outer.Base[int].x
#         ^ edit
#                            ^ unsure
class Third(Outer.Sub):
    x = 2
#   ^ edit
    z = [x for _ in (x,)]
#                    ^ edit
