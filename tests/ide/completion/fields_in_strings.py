# broken: of a class that a call makes, the fields in its strings.
# --- open: main.py ---
from collections import namedtuple
Point = namedtuple("Point", "x y")
class Named(namedtuple("Named", ["left"])):
    def own(self):
        self.
#            ^ cursor 1
# --- completion 1 ---
# left: property, of the class's fields
# own: method, of class Named
