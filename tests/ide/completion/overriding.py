# broken: behind `def` in a class the methods are offered that its bases have and it has not, those with special names last.
# --- open: main.py ---
from base import Shape

class Square(Shape):
    side = 2
    def area(self):
        return self.side ** 2
    def 
    #   ^ cursor 1
    def pe
    #     ^ cursor 2
    def scale(self):
        def 
        #   ^ cursor 3
def 
#   ^ cursor 4
# --- path: base.py ---
class Drawn:
    def draw(self): pass
    def area(self): pass
class Shape(Drawn):
    colour = "red"
    def __len__(self): return 1
    def area(self): pass
    def scale(self): pass
    @property
    def perimeter(self): pass
    @staticmethod
    def unit(): pass
# --- completion 1 ---
# perimeter: method, of class Shape
# unit: method, of class Shape
# draw: method, of class Drawn
# __len__: method, of class Shape
# --- completion 2 ---
# perimeter: method, of class Shape
# unit: method, of class Shape
# draw: method, of class Drawn
# __len__: method, of class Shape
# --- completion 3 ---
# --- completion 4 ---
