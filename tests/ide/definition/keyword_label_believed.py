# A keyword leads to the parameter of what the callee is given, of the instance's `__call__`, of one of several functions with the name.
# --- path: main.py ---
from typing import overload
class A:
    def __new__(cls, x): return object.__new__(cls)
#                    ^ def 1
    def __call__(self, y): pass
#                      ^ def 2
    @classmethod
    def make(cls, z): return cls(x=z)
#                 ^ def 3
        #                        ^ cursor 1
A(x=1)
# ^ cursor 1
a = A(1)
a(y=2)
# ^ cursor 2
make = A.make
make(z=1)
#    ^ cursor 3
@overload
def f(u: int) -> int: ...
#     ^ def 4
@overload
def f(v: str, w: int) -> str: ...
#     ^ def 5
#             ^ def 6
def f(u, w=None): pass
#     ^ def 4
#        ^ def 6
f(u=1)
# ^ cursor 4
f(v="", w=1)
# ^ cursor 5
#       ^ cursor 6
def g(b: A):
    b(y=1)
#     ^ cursor 2
    h = f
    h(u=1)
#     ^ cursor 4
# The constructor of a `TypedDict` takes its keys.
# --- path: typed_dict.py ---
from typing import TypedDict
class M(TypedDict):
    title: str
#   ^ def 11
M(title="")
# ^ cursor 11
