# broken: behind a dot, what a module, a class or the instance is known to have; nothing of the unknown.
# --- open: main.py ---
import shapes
from shapes import Square as Sq
shapes.
#      ^ cursor 1
Sq.ar
#    ^ cursor 2
class Big(Sq):
    factor = 2
    def __init__(self, unknown):
        self.scale = 3
        self.
#            ^ cursor 3
        unknown.
#               ^ cursor 4
    @classmethod
    def make(cls):
        return cls.
#                  ^ cursor 3
# --- path: shapes/__init__.py ---
import os
def area(): pass
class Base:
    side = 1
class Square(Base):
    __private = 1
    def area(self):
        self.cache = 1
_hidden = 1
# --- path: shapes/round.py ---
# --- completion 1 ---
# area: function, global there
# Base: class, global there
# Square: class, global there
# round: namespace, module
# os: namespace, imported there
# _hidden: variable, global there
# --- completion 2 ---
# _Square__private: property, of class Square
# area: method, of class Square
# side: property, of class Base
# --- completion 3 ---
# factor: property, of class Big
# make: method, of class Big
# scale: property, assigned in class Big
# _Square__private: property, of class Square
# area: method, of class Square
# cache: property, assigned in class Square
# side: property, of class Base
# __init__: method, of class Big
# --- completion 4 ---
