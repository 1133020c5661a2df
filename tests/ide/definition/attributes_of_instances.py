# What methods assign to their instance, asked for from there and from elsewhere; a class body goes first.
# --- path: main.py ---
class A:
    def __init__(self):
        self.x, self.both = 1, 2
#            ^ def 1
#                    ^ cursor def 4
    def n(self): self.x += 1
#                     ^ def 1 cursor 1
class B(A):
    both = 1
#   ^ def 5
    def m(self): return self.x, super().x, type(self).both
#                            ^ cursor 1
#                                       ^ cursor 1
#                                                     ^ cursor 5
B().x, A.x, getattr(B(), "x")
#   ^ cursor 1
#        ^ cursor 1
match 1:
    case A(x=1): pass
#          ^ cursor 1
