# From what is given to a name to its class; from a class to itself, from a module to its file; nothing of functions.
# --- path: main.py ---
import shapes
#      ^ cursor 3
from shapes import Shape, make, default
#                                 ^ cursor 1
class Square(Shape):
#     ^ class 2
    def area(self, other: "Shape"): return other
#              ^ cursor 2            #        ^ cursor 1
#                  ^ cursor 1
a = Square()
# <- cursor 2
make().area, default
#              ^ cursor 1
b = make() or None
Square, make, shapes
# <- cursor 2
#       ^ cursor 4
#               ^ cursor 3
# --- path: shapes.py ---
class Shape:
# <- class 3 module
#     ^ class 1
    def area(self): pass
def make() -> Shape: ...
default: "Shape | None" = None
