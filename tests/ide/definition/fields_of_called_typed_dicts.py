# What `TypedDict("T", {…})` makes has what it is told behind its keys.
# --- path: main.py ---
from typing import TypedDict
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
T = TypedDict("T", {"one": A, "in": list[B]})
def f(t: T):
    t["one"].m, t["in"][0].m, t.get("one").m
#            ^ cursor 1
#                          ^ cursor 2
#                                          ^ cursor 1
T(one=A())["one"].m
#                 ^ cursor 1
