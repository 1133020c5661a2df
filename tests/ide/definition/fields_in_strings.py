# Fields whose names stand in a string: of a named tuple that a call makes, and of the classes derived from those.
# --- path: main.py ---
from collections import namedtuple
from typing import NamedTuple
from mine import namedtuple as other
class A:
    def m(self): pass
#       ^ def 1
Point = namedtuple("Point", "x, other")
#                            ^ def 2
#                               ^ def 3
Size = namedtuple("Size", ["x", "high"], defaults=[1])
#                           ^ def 4
class Named(NamedTuple("Named", [("one", A), ("two", "Point")])):
#                                  ^ def 5
#                                              ^ def 6
    def f(self):
        self.one.m, self.two
#            ^ cursor 5
#                        ^ cursor 6
class Rect(namedtuple("Rect", "left top")):
#                              ^ def 7
    def f(self): return self.left, self.count
#                            ^ cursor 7
Pair = NamedTuple("Pair", [("first", A), ("second", Point)])
#                            ^ def 8
Mine = other("Mine", "x y")
def f(size: Size, pair: Pair):
    point = Point(1, other=2)
#                    ^ cursor 3
    point.x, size.x, Rect(1, top=2).left
#         ^ cursor 2
#                 ^ cursor 4
#                                   ^ cursor 7
    pair.first.m, pair.second.x, pair.none
#        ^ cursor 8
#              ^ cursor 1
#                             ^ cursor 2
#                                     ^ def 9 cursor 9
    Mine().x
#          ^ def 10 cursor 10
# --- path: mine.py ---
def namedtuple(name, fields): ...
