# What `isinstance` says is believed where it holds: in the branch, behind an `assert` or an `if not` that leaves, and in the same condition; not
# outside, nor where the name is bound again.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
class B:
    def m(self): pass
#       ^ def 2
class C:
    def __init__(self, part):
        self.part = part
    def f(self):
        if isinstance(self.part, A): self.part.m
#                                              ^ cursor 1
def f(x, y, z, c):
    if isinstance(x, A):
        x.m
#         ^ cursor 1
    elif c and isinstance(x, (B, int)):
        x.m
#         ^ cursor 2
        x = c
        x.m
#         ^ def 3 cursor 3
    else: x.m
#           ^ def 4 cursor 4
    if not isinstance(y, A):
        y.m
#         ^ def 5 cursor 5
        return
    y.m
#     ^ cursor 1
    assert isinstance(z, B)
    z.m
#     ^ cursor 2
    isinstance(c, A) and c.m
#                          ^ cursor 1
    c.m if isinstance(c, B) else 1
#     ^ cursor 2
    [d.m for d in c if isinstance(d, A)]
#      ^ cursor 1
