# What is an instance of one class or another has the attribute of either; where one assignment reaches, of that one.
# --- path: main.py ---
class A:
    def x(self): return self
#       ^ def 1 def 3
class B:
    def x(self): return self
#       ^ def 2 def 3
class C:
    def z(self): return 2
#       ^ def 4
def told(e: A | B): e.x
#                     ^ cursor 3
def asked(e):
    if isinstance(e, (A, B)):
        return e.x
#                ^ cursor 3
def chosen(a: A, b: B, c):
    (a if c else b).x, (a or b).x, [a, b][0].x, {1: a, 2: b}[1].x
#                   ^ cursor 3
#                               ^ cursor 3
#                                            ^ cursor 3
#                                                               ^ cursor 3
    e = A() if c else B()
    e.x
#     ^ cursor 3
    e.x().x
#         ^ cursor 3
    for e in (a, b): e.x
#                      ^ cursor 3
def branches(c):
    if c:
        e = A()
        e.x
#         ^ cursor 1
    else:
        e = B()
        e.x
#         ^ cursor 2
    return e.x
#            ^ cursor 3
def in_turn(e: A):
    e.x
#     ^ cursor 1
    e = B()
    e.x
#     ^ cursor 2
    e = C()
    e.z
#     ^ cursor 4
    e = e.unknown()
    def inner(): e.x
#                  ^ cursor 1
def again(c, a: A):
    while c:
        a.x
#         ^ cursor 3
        a = B()
        a.x
#         ^ cursor 2
    a = a.x()
    a.x
#     ^ cursor 3
    a = a.missing() or a
    a.x
#     ^ cursor 3
for q in (A(),): q.x
#                  ^ cursor 1
for q in (B(),): q.x
#                  ^ cursor 2
q.x
# ^ cursor 2
for q in told(1): q = A()
q.x
# ^ cursor 3
class Given:
    def __init__(self, c):
        self.v = A()
        if c:
            self.v = B()
    def use(self): return self.v.x
#                                ^ cursor 3
class Own(A):
    held, number = A, 1
    def use(self, c, b: B):
        (self if c else b).x
#                          ^ cursor 3
        (self.held if c else self.number).x
#                                         ^ cursor 1
        for one in [self, b]: one.x
#                                 ^ cursor 3
class Maker:
    def make(self): ...
#       ^ def 5
maker = Maker()
class Made:
    first = maker.make()
#                 ^ cursor 5
    maker = maker.make()
#                 ^ cursor 5
