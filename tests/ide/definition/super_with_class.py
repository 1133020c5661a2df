# `super(C, self)` looks behind `C` in the order of the classes, wherever it stands.
# --- path: main.py ---
class A:
    def x(self): pass
#       ^ def 1 3
class B(A):
    def x(self): return super(B, self).x
#       ^ def 2                        ^ cursor 1
class C(B):
    def x(self): return super(C, self).x, super(B, self).x
#                                      ^ cursor 2        ^ cursor 3
