# What a pattern asks for is believed: of the subject up to the end of its `case`, and of what it captures; a pattern that anything else may match, too,
# says nothing.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
class B:
    part: A
    def m(self): pass
#       ^ def 2
    def only(self): pass
#       ^ def 3
class C:
    def __init__(self):
        self.held = B()
def f(x, y, c):
    match x:
        case A(): x.m
#                   ^ cursor 1
        case B() if x.only: x.m
#                     ^ cursor 3
#                             ^ cursor 2
        case B(part=p): p.m
#                         ^ cursor 1
        case B() as b: b.only, x.only
#                        ^ cursor 3
#                                ^ cursor 3
        case C(held=B() as h): h.only
#                                ^ cursor 3
        case C(held=(B() | A()) as h): h.only
#                                        ^ cursor 3
        case A() | B(): x.only
#                         ^ cursor 3
        case A() | 1: x.m
#                       ^ def 4 cursor 4
        case [A(), B()]: x.m
#                          ^ def 5 cursor 5
        case z: z.m
#                 ^ def 6 cursor 6
    x.m
#     ^ def 7 cursor 7
    match B():
        case v: v.only
#                 ^ cursor 3
    if type(y) is A: y.m
#                      ^ cursor 1
    elif B == type(y): y.m
#                        ^ def 8 cursor 8
    elif type(y) == B: y.m
#                        ^ cursor 2
    if isinstance(w := c(), B): w.only
#                                 ^ cursor 3
