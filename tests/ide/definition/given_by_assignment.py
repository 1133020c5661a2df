# A name behind a dot is looked up in what stands before it is given: by an assignment, `:=`, `with`, a chain of these, or another name.
# --- path: main.py ---
import shapes
from shapes import registry
class A:
    def m(self): pass
#       ^ def 1
    def __enter__(self): return self
class B:
    def m(self): pass
#       ^ def 2
    def __enter__(self): return A()
def f(c, a=A()):
    x = A()
    x.m
#     ^ cursor 1
    y = z = x
    y.m, z.m
#     ^ cursor 1
#          ^ cursor 1
    w = A() if c else None
    w.m
#     ^ cursor 1
    if v := (c and B()): v.m
#                          ^ cursor 2
    (quick := B()).m
#                  ^ cursor 2
    with A() as one, B() as other: one.m, other.m
#                                      ^ cursor 1
#                                               ^ cursor 1
    C = B
    C().m, C.m
#       ^ cursor 2
#            ^ cursor 2
    s = shapes
    s.Shape.area, registry.area, shapes.registry.area
#           ^ cursor 4
#                          ^ cursor 4
#                                                ^ cursor 4
    u = c[0]
    u.m
#     ^ def 5 cursor 5
    loop = loop.m
    loop.m
#        ^ def 6 cursor 6
class Holder:
    part = None
    def __init__(self):
        self.part = B()
    def n(self): return self.part.m
#                                 ^ cursor 2
Holder().part.m
#             ^ cursor 2
# --- path: shapes.py ---
class Shape:
    def area(self): pass
#       ^ def 4
registry = Shape()
