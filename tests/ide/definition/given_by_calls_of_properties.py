# What a property gives may be called: then that is called, and not its function.
# --- path: main.py ---
from typing import Generic, Self, TypeVar
T = TypeVar("T")
class Classes(Generic[T]):
    def __call__(self, names) -> T: pass
class Element:
    def on(self): pass
#       ^ def 1
    @property
    def classes(self) -> Classes[Self]: pass
class Label(Element):
    def two(self): pass
#       ^ def 2
Label().classes("x").on, Label().classes("x").classes("y").two
#                    ^ cursor 1
#                                                          ^ cursor 2
