# A call of a lambda gives its body, and so does whatever calls it: `map`, `property`; of other functions what they return.
# --- path: main.py ---
from asyncio import gather
from itertools import combinations, groupby, islice, product, takewhile
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
    for k1, k2 in combinations(xs, 2): k2.m
#                                         ^ cursor 2
    for l1, l2 in product(xs, [A()]): l1.m, l2.m
#                                        ^ cursor 2
#                                              ^ cursor 1
    for one in islice(takewhile(f, xs), 2): one.m
#                                               ^ cursor 2
    x.run_until_complete(wait()).m
#                                ^ cursor 1
    kept = {}
    kept[1, 2] = A(), B()
    first, second = kept[1, 2]
    first.m, second.m
#         ^ cursor 1
#                   ^ cursor 2
async def wait(): return A()
async def wait_for_all(xs):
    every = await gather(*[wait() for x in xs])
    every[0].m
#            ^ cursor 1
