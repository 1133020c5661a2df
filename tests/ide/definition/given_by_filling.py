# What is put into a container after it is made is believed to be in it: of a variable, and of an attribute of a method's class, anywhere in the file.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1 def 6
class B:
    def m(self): pass
#       ^ def 2 def 6
kept = {}
kept["k"] = A()
def f(c):
    ys = []
    ys.append(A())
    zs = list()
    zs.insert(0, B())
    ys[0].m, zs[0].m, ys[1:].pop().m, kept["k"].m
#         ^ cursor 1
#                  ^ cursor 2
#                                  ^ cursor 1
#                                               ^ cursor 1
    for y in ys: y.m
#                  ^ cursor 1
    s = set()
    s.add(A())
    for x in s: x.m
#                 ^ cursor 1
    d = {}
    d["k"] = A()
    d["k"].m, d.get(c).m, d.setdefault("l", B()).m
#          ^ cursor 6
#                      ^ cursor 6
#                                                ^ cursor 6
    for k, v in d.items(): v.m
#                            ^ cursor 6
    e = {}
    e.update({"k": A()})
    e["k"].m
#          ^ cursor 1
    g = dict(k=B())
    g["k"].m
#          ^ cursor 2
    h = []
    h.extend([A()])
    h += [A()]
    h[0].m
#        ^ cursor 1
    n = []
    n.append((A(), B()))
    for one, other in n: one.m, other.m
#                            ^ cursor 1
#                                     ^ cursor 2
def many():
    found = []
    for i in range(3):
        one = A()
        found.append(one)
    return found
many()[0].m
#         ^ cursor 1
def nested(c):
    d, e = {}, {}
    d = {}
    e = {}
    d.setdefault(c, []).append(A())
    d[c][0].m
#           ^ cursor 1
    e[c] = set()
    e[c].add(B())
    for x in e[c]: x.m
#                    ^ cursor 2
    h = {}
    h[c][c] = A()
    h[c][c].m
#           ^ cursor 1
    i = {}
    i[c] += [B()]
    i[c][0].m
#           ^ cursor 2
    i.update(h[c])
    same = h[1] = A()
    same.m
#        ^ cursor 1
class Holder:
    def __init__(self):
        self.xs, self.n = [], 0
        self.ys = []
        self.d = {}
    def fill(self, c):
        self.ys.append(A())
        self.d[c] = B()
    def use(self, c):
        self.ys[0].m, self.d[c].m
#                  ^ cursor 1
#                               ^ cursor 2
        for y in self.ys: y.m
#                           ^ cursor 1
        for v in self.d.values(): v.m
#                                   ^ cursor 2
class Own:
    def append(self, x): pass
def no(a, c):
    own = Own()
    own.append(A())
    own[0].m
#          ^ def 3
#          ^ cursor 3
    a.append(A())
    a[0].m
#        ^ def 4
#        ^ cursor 4
    told: list[B] = []
    told.append(A())
    told[0].m
#           ^ cursor 2
    key = {}
    key[A()] = c
    for k in key: k.m
#                   ^ def 5
#                   ^ cursor 5
