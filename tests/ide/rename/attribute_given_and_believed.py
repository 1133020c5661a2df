# What a function's own variable is assigned is proof. What an annotation says, or what a module's variable is assigned, is none: it is left to the person, but for what
# is said to be something else.
# new name: n
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ edit
class B:
    def m(self): pass
def f(a: A, b: B, c):
    x = A()
    x.m
#     ^ edit
    y = z = x
    y.m
#     ^ edit
    other = B()
    other.m
    twice = A()
    twice = c
    twice.m
#         ^ unsure
    a.m, b.m, c.m
#     ^ unsure
#               ^ unsure
    def inner():
        nonlocal w
        w = c
        return x.m
#                ^ edit
    w = A()
    w.m
#     ^ unsure
    loop = loop.m = A()
#               ^ unsure
    loop.m
#        ^ unsure
    maybe = A() or c[0]
    maybe.m
#         ^ unsure
    chosen = (A()  # one of two
              if c else A())
    chosen.m
#          ^ edit
    with A() as entered: entered.m
#                                ^ unsure
g = A()
g.m
# ^ unsure
# --- told ---
# main.py:17:11: left alone: some `m`, of what can't be told from names alone
# main.py:19:7: left alone: `m` of what an annotation or an assignment says is of its class: that is no proof
# main.py:19:17: left alone: some `m`, of what can't be told from names alone
# main.py:28:7: left alone: some `m`, of what can't be told from names alone
# main.py:30:17: left alone: `m` of what an annotation or an assignment says is of its class: that is no proof
# and 4 more places
