# The function that the innermost call may run, and the parameter that takes the argument at the place.
# --- path: main.py ---
from shapes import Shape, scale, over
scale(1, 2)
#     ^ cursor 1
#        ^ cursor 2
scale(1, factor=2)
#               ^ cursor 3
scale(*shapes, 2)
#              ^ cursor 4
Shape(1).move(2, (3, 4), 5, by=6)
#     ^ cursor 5
#                    ^ cursor 6
#                        ^ cursor 7
#                               ^ cursor 8
Shape.move(1, 2)
#          ^ cursor 9
Shape.make(1)
#          ^ cursor 10
over("a, (b")
#       ^ cursor 11
scale(Shape(1), [2])
#           ^ cursor 12
#                ^ cursor 13
def f(shape: Shape):
    shape.move(1)
#              ^ cursor 14
    shape(1, 2)
#         ^ cursor 15
scale
#   ^ cursor 16
(1, 2)
#^ cursor 17
class C(Shape): pass
#       ^ cursor 18
unknown(1)
#       ^ cursor 19
# --- path: shapes.py ---
from typing import overload
class Shape:
    def __init__(self, side=(
        1,
    )):
        """Makes one."""
    def move(
        self,
        dx: int,  # right
        dy: int = 0, *rest,
        by: float,
        **others,
    ) -> "Shape":
        """Moves it:

        - there
        """
    @classmethod
    def make(cls, n): pass
    def __call__(self, first, /, second): pass
def scale(shape, factor=1): pass
@overload
def over(x: int) -> int: ...
@overload
def over(x: str) -> str: ...
def over(x): pass
# --- signature 1 ---
# scale([shape], factor=1), 2 parameters
# --- signature 2 ---
# scale(shape, [factor=1]), 2 parameters
# --- signature 3 ---
# scale(shape, [factor=1]), 2 parameters
# --- signature 4 ---
# scale(shape, factor=1), 2 parameters
# --- signature 5 ---
# Shape([side=(1,)]), 1 parameters
#   Makes one.
# --- signature 6 ---
# move(dx: int, [dy: int = 0], *rest, by: float, **others) -> "Shape", 5 parameters
#   ```text
# Moves it:
#
# - there
# ```
# --- signature 7 ---
# move(dx: int, dy: int = 0, [*rest], by: float, **others) -> "Shape", 5 parameters
#   ```text
# Moves it:
#
# - there
# ```
# --- signature 8 ---
# move(dx: int, dy: int = 0, *rest, [by: float], **others) -> "Shape", 5 parameters
#   ```text
# Moves it:
#
# - there
# ```
# --- signature 9 ---
# move([self], dx: int, dy: int = 0, *rest, by: float, **others) -> "Shape", 6 parameters
#   ```text
# Moves it:
#
# - there
# ```
# --- signature 10 ---
# make([n]), 1 parameters
# --- signature 11 ---
# over([x: int]) -> int, 1 parameters
# over([x: str]) -> str, 1 parameters
# over([x]), 1 parameters
# --- signature 12 ---
# Shape([side=(1,)]), 1 parameters
#   Makes one.
# --- signature 13 ---
# scale(shape, [factor=1]), 2 parameters
# --- signature 14 ---
# move([dx: int], dy: int = 0, *rest, by: float, **others) -> "Shape", 5 parameters
#   ```text
# Moves it:
#
# - there
# ```
# --- signature 15 ---
# shape([first], /, second), 2 parameters
# --- signature 16 ---
# --- signature 17 ---
# --- signature 18 ---
# --- signature 19 ---
