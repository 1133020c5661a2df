# `isinstance` of a chain of names narrows the same chain; `issubclass` says what class a name is.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
    @classmethod
    def make(cls): pass
#       ^ def 2
class B:
    def m(self): pass
#       ^ def 3
def f(x, y, c):
    if isinstance(x.held, A): x.held.m, x.other.m, y.held.m
#                                    ^ cursor 1
#                                               ^ def 4
#                                               ^ cursor 4
#                                                         ^ def 5
#                                                         ^ cursor 5
    if not isinstance(x.a.b, B): return
    x.a.b.m
#         ^ cursor 3
    if issubclass(c, A): c.make, c().m
#                          ^ cursor 2
#                                    ^ cursor 1
    if isinstance(x.last, A):
        x = y
        x.last.m
#              ^ def 6
#              ^ cursor 6
def g(x, y):
    x.held.m
#          ^ def 7
#          ^ cursor 7
    assert isinstance(y.f().held, A)
    y.f().held.m
#              ^ def 8
#              ^ cursor 8
