# What a star brings from `typing` is what it is there.
# --- path: main.py ---
from typing import *
class A:
    def m(self) -> Self: pass
#       ^ def 1
class T(TypedDict):
    one: A
class B(A): pass
def f(t: T): t["one"].m, B().m().m
#                     ^ cursor 1
#                                ^ cursor 1
