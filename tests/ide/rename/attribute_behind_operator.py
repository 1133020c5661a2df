# What an operator makes is no proof, nor what a pattern says.
# new name: n
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ edit
    def __add__(self, other) -> "A": ...
def f(b, c):
    x = A+b
    x.m
#     ^ unsure
    y = A()+b
    y.m, (A()-b).m
#     ^ unsure
#                ^ unsure
    match c:
        case A(): c.m
#                   ^ unsure
        case z: z.m
#                 ^ unsure
    z, *w = c
    w.m
#     ^ unsure
    v = A()
    match v:
        case u: u.m
#                 ^ edit
# --- told ---
# main.py:7:7: left alone: some `m`, of what can't be told from names alone
# main.py:10:7: left alone: `m` of what an annotation or an assignment says is of its class: that is no proof
# main.py:10:18: left alone: some `m`, of what can't be told from names alone
# main.py:14:21: left alone: `m` of what an annotation or an assignment says is of its class: that is no proof
# main.py:16:19: left alone: some `m`, of what can't be told from names alone
# and 1 more places
