# Where a function says `TypeGuard[C]` or `TypeIs[C]` of its argument, that is one (PEP 647, PEP 742); a stretch further out still counts.
# --- path: main.py ---
from typing import TypeGuard, TypeIs
class A:
    def m(self): pass
#       ^ def 1
class B(A):
    def n(self): pass
#       ^ def 2
def is_a(x) -> TypeGuard[A]: return True
def is_b(x: object) -> "TypeIs[B]": return True
def is_old(x): return True
class Checks:
    def is_it(self, x) -> TypeGuard[A]: return True
def f(x, y, z, checks: Checks):
    if is_a(x):
        x.m
#         ^ cursor 1
    if not is_b(x):
        return
    x.n
#     ^ cursor 2
    if checks.is_it(y): y.m
#                         ^ cursor 1
    if isinstance(z, A) and is_old(z):
        z.m
#         ^ cursor 1
def g(xs):
    return [x.m for x in xs if is_a(x)]
#             ^ cursor 1
