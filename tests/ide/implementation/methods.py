# Of a class all that derive from it, of a method what takes its place there; nothing of functions.
# --- path: main.py ---
from shapes import Shape
class Square(Shape):
#     ^ impl 1
    def area(self): pass
#       ^ impl 2
class Big(Square):
#     ^ impl 1
    area = 1
#   ^ impl 2
    def other(self): pass
class Round(Shape): pass
#     ^ impl 1
# --- path: shapes.py ---
class Shape:
#     ^ cursor 1
    def area(self): pass
#       ^ cursor 2
def function(): pass
#   ^ cursor 3
