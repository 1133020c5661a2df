# Up to 3.9 the compiler resolves annotations under the future import, though nothing evaluates them.
# python 3.9
from __future__ import annotations
#    ^ segment         ^ global
class C:
    a: C
#   ^ local, declare
#      ^ global implicit, unevaluated
    def m(self, a: m): pass
#       ^ local, bind
#                  ^ local, unevaluated
