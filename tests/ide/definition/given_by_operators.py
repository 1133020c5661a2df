# An operator makes what the method of its left operand says that it returns; what the standard library's say nothing of is like the operand.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
    def __add__(self, other) -> "B": ...
    def __neg__(self) -> "B": ...
class B:
    def only(self): pass
#       ^ def 2
    def __sub__(self, other):
        return A()
def f(a: A, xs: list[A]):
    (a + 1).only, (-a).only, (a+a - 1).m
#           ^ cursor 2
#                      ^ cursor 2
#                                      ^ cursor 1
    b = a + 1
    b.only
#     ^ cursor 2
    b-a
    (a*a).m
#         ^ def 3 cursor 3
    (xs + [])[0].m
#                ^ cursor 1
A+A
