# What a class derives from and what derives from it, one step each.
# --- path: main.py ---
from shapes import Shape as S
class Square(S, unknown.Base): pass
#     ^ cursor 1
class Big(Square): pass
Square
# <- cursor 1
# --- path: shapes.py ---
class Shape: pass
#     ^ cursor 2
# --- supertypes 1 ---
# Shape, shapes.py:1:7
# --- subtypes 1 ---
# Big, main.py:4:7
# --- supertypes 2 ---
# --- subtypes 2 ---
# Square, main.py:2:7
