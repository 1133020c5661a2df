# Type comments are annotations (PEP 484).
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
xs = []  # type: list[A]
xs[0].m
#     ^ cursor 1
class C:
    def __init__(self):
        self.parts = {}  # type: dict[str, B]
    def f(self, x, y):
        # type: (A, B) -> A
        x.m, y.m, self.parts["x"].m
#         ^ cursor 1
#              ^ cursor 2
#                                 ^ cursor 2
def g(x,  # type: A
      y=None,  # type: B
      ):
    # type: (...) -> B
    x.m, y.m
#     ^ cursor 1
#          ^ cursor 2
C().f(1, 2).m, g(1).m
#           ^ cursor 1
#                   ^ cursor 2
