# Where signs stand without blanks, what is before a sign and what it stands in are two things; between brackets and a name no more is known.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
    def __add__(self, other) -> "B": ...
    def __mul__(self, other) -> "A": ...
class B:
    def n(self): pass
#       ^ def 2
def f(x: A, xs: list[A], b: bool):
    x = 10*(1-2*x)
    x.m
#     ^ cursor 1
def g(x: A, xs: list[A], b: bool):
    y = xs[0]+x
    y.n
#     ^ def 3 cursor 3
    z = xs[0] *x+x
    z.n
#     ^ cursor 2
    z = -xs[0]+ x
    z.n
#     ^ cursor 2
    s = "a"%x
    s.m
#     ^ def 4 cursor 4
    t = xs[0]or x
    t.m
#     ^ cursor 1
    u = xs[0]if b else x
    u.m
#     ^ cursor 1
    v, w = xs[0],x
    v.m, w.m
#     ^ cursor 1
#          ^ cursor 1
    pair = xs[0],x
    pair[0].m
#           ^ cursor 1
    [xs[0]for a in xs][0].m
#                         ^ cursor 1
    q = -x+1
    q.m
#     ^ def 5 cursor 5
