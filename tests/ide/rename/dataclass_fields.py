# A field is a keyword of the constructor that its class gets, and that its subclasses get; elsewhere a person must say.
# new name: size
# --- path: main.py ---
from dataclasses import dataclass, replace
@dataclass
class P:
    x: int
#   ^ edit
    y: int = 0
    @classmethod
    def made(cls): return cls(x=1)
#                             ^ edit
@dataclass
class Q(P):
    z: int = 0
def f(p, make):
    return P(x=1, y=2).x, Q(x=1), replace(p, x=3), make(x=1), dict(x=1)
#            ^ edit    ^ edit
#                           ^ edit
#                                            ^ unsure
# --- told ---
# main.py:14:46: left alone: a keyword at a call of some `replace`, which may be another
