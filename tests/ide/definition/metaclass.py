# What a class and its bases don't have, its metaclass may; its instances don't ask there.
# --- path: main.py ---
class Root(type):
    def x(cls): pass
#       ^ def 1
class M(Root):
    def both(cls): pass
#       ^ def 2
class C(metaclass=M):
    def both(cls): pass
#       ^ def 3
class D(C): pass
C.x, D.x, D.both
# ^ cursor 1
#      ^ cursor 1
#           ^ cursor 3
class E(metaclass=M): pass
E.both
# ^ cursor 2
