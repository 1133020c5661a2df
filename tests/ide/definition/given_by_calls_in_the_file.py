# A parameter of which nothing else says anything is what the calls in the same file pass by its place: those that are statements, or are given to something. Other
# calls are not looked at, nor those in other files.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
class B:
    def n(self): pass
#       ^ def 2
def helper(x, y, z=None):
    x.m, y.n, z.m
#     ^ cursor 1
#          ^ cursor 2
#               ^ cursor 1
helper(A(), B(), A())
def recursive(x, depth):
    x.m
#     ^ cursor 1
    recursive(x.child, depth - 1)
root = A()
recursive(root, 3)
class C:
    def __init__(self, owner):
        self.owner = owner
    def run(self):
        self._step(B())
        value = self._give(A())
        self.owner.m
#                  ^ cursor 1
    def _step(self, it): it.n
#                           ^ cursor 2
    def _give(self, it, other=None):
        it.m
#          ^ cursor 1
        return other
c = C(A())
def told(x: A): x.m
#                 ^ cursor 1
told(B())
def nobody(x): x.m
#                ^ def 3
#                ^ cursor 3
def circle(x):
    circle(x)
    x.m
#     ^ def 4
#     ^ cursor 4
