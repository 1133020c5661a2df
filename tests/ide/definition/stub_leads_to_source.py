# Of a source and its stub, the definition is the source.
# --- path: m.py ---
def f(a): pass
#   ^ def 1
class C:
#     ^ def 2
    x = 1
#   ^ def 3
    def g(self): pass
#       ^ def 4
# --- path: m.pyi ---
def f(a: int) -> None: ...
#   ^ cursor 1
class C:
#     ^ cursor 2
    x: int
#   ^ cursor 3
    def g(self) -> None: ...
#       ^ cursor 4
only_here: int
# --- path: main.py ---
from m import f, C
#             ^ cursor 1
#                ^ cursor 2
C.x, C.g
# ^ cursor 3
#      ^ cursor 4
