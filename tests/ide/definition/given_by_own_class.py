# `type(x)` is the class of `x`; `cls()` makes an instance of the class that is asked, which may be one below; keywords at calls of both are parameters.
# --- path: main.py ---
class A:
    def __init__(self, size=0): ...
#                      ^ def 3
    def m(self): pass
#       ^ def 1
    @classmethod
    def make(cls): return cls()
    @classmethod
    def later(cls):
        made = cls()
        return made
    def copy(self):
        return type(self)(size=1)
#                         ^ cursor 3
class B(A):
    def own(self): pass
#       ^ def 2
def f(a: A, given):
    type(a).m, type(A()).m, type(a)(size=1).m, type(given).m
#           ^ cursor 1
#                        ^ cursor 1
#                                   ^ cursor 3
#                                           ^ cursor 1
#                                                          ^ def 4 cursor 4
B.make().own, B.later().own, B().make().own, A.make().own
#        ^ cursor 2
#                       ^ cursor 2
#                                       ^ cursor 2
#                                                     ^ def 5 cursor 5
