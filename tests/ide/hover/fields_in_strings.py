# The field that a key names, or an attribute whose name stands in a string.
# --- path: main.py ---
from collections import namedtuple
from typing import TypedDict
Point = namedtuple("Point", "x y")
class Film(TypedDict):
    star: str
def f(point: Point, film: Film):
    point.y, film["star"]
#         ^ cursor 1
#                  ^ cursor 2
# --- hover 1 ---
# ```python
# Point = namedtuple("Point", "x y")  # main.py:3:32
# ```
# **field** of a class that a call makes
#
# - its name stands in a string: what else means it isn't known
# --- hover 2 ---
# ```python
# star: str  # main.py:5:5
# ```
# **attribute** of class `Film` (line 4)
#
# - no value here, but the annotation makes the name the block's (reference 7.2.2)
