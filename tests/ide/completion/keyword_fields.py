# At a call of a class whose constructor nobody wrote, its fields that have no argument yet come first.
# --- open: main.py ---
from shapes import Point
Point(1, wi)
#          ^ cursor 1
Point(width=1, he)
#                ^ cursor 2
# --- path: shapes.py ---
from dataclasses import dataclass
@dataclass
class Point:
    x: int
    width: int = 0
    height: int = 0
# --- completion 1 ---
# height=: parameter, field of class Point
# width=: parameter, field of class Point
# Point: class, global
# --- completion 2 ---
# height=: parameter, field of class Point
# x=: parameter, field of class Point
# Point: class, global
