# Under the future import annotations are strings to the compiler; a name means what it would mean there (PEP 563).
from __future__ import annotations
#    ^ segment         ^ global
class C:
    def m(self, a: m, b: C): pass
#       ^ local, bind    ^ global implicit, annotation
#               ^ local
#                  ^ local, annotation
#                     ^ local
