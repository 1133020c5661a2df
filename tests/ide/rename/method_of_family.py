# A method is one with those that override it and those that it overrides, and with every place that asks one of their classes for it.
# new name: total
# --- path: shapes.py ---
class Shape:
    def area(self): raise NotImplementedError
#       ^ edit
    def told(self): return self.area()
#                               ^ edit
class Square(Shape):
    def area(self): return super().area()
#       ^ edit                     ^ edit
    @classmethod
    def made(cls): return cls.area, cls().area()
#                             ^ edit      ^ edit
class Plain(Shape): pass
# --- path: main.py ---
import shapes
from shapes import Plain as P
class Round(shapes.Square):
    def told(self): return [self.area() for _ in ()], lambda: self.area
#                                ^ edit                            ^ edit
    def other(self):
        def inner(self): return self.area
#                                    ^ unsure
        return self.__class__, type(self).area
#                                         ^ edit
P.area, shapes.Square.area, P().area(), shapes.Shape().area()
# ^ edit              ^ edit    ^ edit
#                                                      ^ edit
def use(shape): return shape.area
#                            ^ unsure
class Unrelated:
    def area(self): return self.area
# --- told ---
# main.py:7:38: left alone: some `area`, of what can't be told from names alone
# main.py:14:30: left alone: some `area`, of what can't be told from names alone
