# Of a source and its stub, the declaration is the stub.
# --- path: m.py ---
def f(a): pass
#   ^ cursor 1
class C:
#     ^ cursor 2
    def g(self): pass
#       ^ cursor 3
# --- path: m.pyi ---
def f(a: int) -> None: ...
#   ^ decl 1 cursor 1
class C:
#     ^ decl 2
    def g(self) -> None: ...
#       ^ decl 3
# --- path: main.py ---
import m
#      ^ decl 4 cursor 4
m.f
# <- cursor 4
# ^ cursor 1
m.C.g
# ^ cursor 2
#   ^ cursor 3
