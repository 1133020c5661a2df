# A call is what its function says that it returns, or what its `return`s give where it doesn't say; a property, too. Not so of a generator.
# --- path: main.py ---
import functools
class A:
    def m(self): pass
#       ^ def 1
class B:
    @property
    def p(self) -> A: ...
    @functools.cached_property
    def q(self):
        return A()
    def method(self) -> "A": ...
def says() -> A | None: ...
def gives(c):
    if c: return A()
    return None
def makes():
    yield A()
async def later() -> A: ...
says().m, gives(1).m, B().p.m, B().q.m, B().method().m, makes().m
#      ^ cursor 1
#                  ^ cursor 1
#                           ^ cursor 1
#                                    ^ cursor 1
#                                                    ^ cursor 1
#                                                               ^ def 2 cursor 2
async def f():
    a = await later()
    a.m
#     ^ cursor 1
    b = B().method
    b().m
#       ^ cursor 1
