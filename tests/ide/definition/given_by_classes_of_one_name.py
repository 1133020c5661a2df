# A name that several `class` statements bind is each of these classes, as the program runs: in a `try` and its `except`, in both branches. One that
# derives from its own name derives from what was bound before.
# --- path: main.py ---
from other import Kernel, fast, Fallback
try:
    import nowhere
    class K(Kernel):
        def one(self): pass
#           ^ def 1
        def both(self): pass
#           ^ def 3
except ImportError:
    class K:
        def two(self): pass
#           ^ def 2
        def both(self): pass
#           ^ def 3
        def __init__(self, size=1): pass
#                          ^ def 5
class M(K):
    def f(self):
        self.one, super().two, self.scale
#             ^ cursor 1
#                          ^ cursor 2
#                                   ^ cursor 4
K(size=2).both
#  ^ cursor 5
#          ^ cursor 3
def f(k: K, m: M): k.two, m.both(), K.one, m.scale
#                    ^ cursor 2
#                                     ^ cursor 1
#                                            ^ cursor 4
class N:
    def first(self): pass
#       ^ def 6
class N(N):
    def second(self): self.first
#                           ^ cursor 6
if fast:
    class P:
        def quick(self): pass
#           ^ def 7
else:
    P = Fallback
P().quick, P().slow
#   ^ cursor 7
#              ^ cursor 8
# --- path: other.py ---
fast = 1
class Kernel:
    scale = 1
#   ^ def 4
class Fallback:
    def slow(self): pass
#       ^ def 8
