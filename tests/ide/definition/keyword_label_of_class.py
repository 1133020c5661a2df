# The keyword at a call of a class leads to the parameter of its `__init__`, an inherited one too.
# --- path: a.py ---
class A:
    def __init__(self, x): pass
#                      ^ def 1
# --- path: main.py ---
from a import A
class B(A): pass
class C(B):
    def m(self, y): self.m(y=y)
#               ^ def 2    ^ cursor 2
#                            ^ cursor 2
A(x=1), B(x=1), C(x=2)
# ^ cursor 1      ^ cursor 1
#         ^ cursor 1
