# A call of a lambda gives its body, and so does whatever calls it: `map`, `property`; of other functions what they return.
# --- path: main.py ---
from itertools import groupby
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
    made = property(lambda self: A())
    def get(self): return A()
    got = property(get)
f = lambda x: A()
def g(x): return B()
def h(x, xs: list[B]):
    f(x).m
#        ^ cursor 1
    k = lambda: B()
    k().m
#       ^ cursor 2
    for y in map(f, x): y.m
#                         ^ cursor 1
    for z in map(lambda i: B(), x): z.m
#                                     ^ cursor 2
    for u in map(g, x): u.m
#                         ^ cursor 2
    for v in map(A, x): v.m
#                         ^ cursor 1
    list(map(g, x))[0].m
#                      ^ cursor 2
    made = {"a": A, "b": A}
    made[x]().m
#             ^ cursor 1
    held = {"a": lambda: B()}
    held[x]().m
#             ^ cursor 2
    B().made.m, B().got.m
#            ^ cursor 1
#                       ^ cursor 1
    for key, group in groupby(xs):
        for one in group: one.m
#                             ^ cursor 2
    pairs = dict(zip("ab", xs))
    pairs["a"].m
#              ^ cursor 2
    dict(pairs)["a"].m
#                    ^ cursor 2
