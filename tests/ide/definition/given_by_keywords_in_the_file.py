# A parameter of which nothing else says anything is what calls in the same file pass by its name, too.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
class B:
    def n(self): pass
#       ^ def 2
def helper(x, /, y, *, z=None):
    x.m, y.n, z.m
#     ^ def 3 cursor 3
#          ^ cursor 2
#               ^ cursor 1
helper(1, z=A(), y=B())
class C:
    def __init__(self, owner):
        self.owner = owner
    def run(self):
        print(self._step(it=B()))
        self.owner.m
#                  ^ cursor 1
    def _step(self, it): it.n
#                           ^ cursor 2
c = [C(owner=A())]
