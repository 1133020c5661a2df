# A name's type by what binds it, its modifiers by the kind that the compiler gives it and what the token does.
# --- path: main.py ---
import os
#      ^ namespace declaration global
from shapes import Square, area as measure, SIDE
#    ^ namespace
#                  ^ class declaration global
#                          ^ function
#                                  ^ function declaration global
#                                           ^ variable declaration global

type Pair[T] = tuple[T, T]
#    ^ type declaration global
#         ^ typeParameter declaration cell
#              ^ class defaultLibrary builtin
#                    ^ typeParameter free

count = 0
# <- variable declaration global
count = 1
# <- variable modification global
limit: int
# <- variable declaration global

def outer(first, *rest):
#   ^ function declaration definition global
#         ^ parameter declaration cell
#                 ^ parameter declaration
    total = len(rest)
#   ^ variable declaration cell
#           ^ function defaultLibrary builtin
    def inner():
#       ^ function declaration definition
        nonlocal total
#                ^ variable free
        total += first
#       ^ variable modification free
#                ^ parameter free
        global count
#              ^ variable global
        count = os.sep + missing
#       ^ variable modification global
#                  ^ nothing
#                        ^ variable unresolved
    return inner, measure(SIDE), Square

class Shape(Square):
#     ^ class declaration definition global
    """A shape."""
    sides = 4
#   ^ property declaration
    def grow(self, by: "Pair[int]") -> "Shape":
#       ^ method declaration definition
#            ^ parameter declaration
#                       ^ type global
#                            ^ class defaultLibrary builtin
#                                       ^ class global
        self.size = by
#            ^ property modification
        self.grow(by=self.sides)
#            ^ method
#                 ^ parameter
#                         ^ property
        self.size, self.other
#            ^ property
#                       ^ nothing
        return __class__, __name__
#              ^ class free
#                         ^ variable global

__all__ = ["Shape", "gone"]
# <- variable declaration global
#           ^ class global
#                    ^ variable unresolved
del count
#   ^ variable modification global
f"{count} {Shape!r}"
#  ^ variable global
#          ^ class global
# --- path: shapes.py ---
class Square: pass
def area(): pass
SIDE = 1
