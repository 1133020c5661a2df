# What `for` finds where a class has `__getitem__` alone; the rest of a mapping that a pattern matches; what a condition says when the loop ends that asks it.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
class B:
    def n(self): pass
#       ^ def 2
    def update(self): pass
class Row:
    def __getitem__(self, i) -> A: ...
for one in Row(): one.m
#                     ^ cursor 1
def f(d, w):
    match d:
        case {"a": A() as first, **others}: first.m, [others.items()]
#                                                 ^ cursor 1
    while not isinstance(w, A): w = w.parent
    w.m
#     ^ cursor 1
def g(w):
    while not isinstance(w, A):
        if w: break
    w.m
#     ^ def 4
#     ^ cursor 4
def h(w):
    if not isinstance(w, A): w = B()
    w.n
#     ^ cursor 2
