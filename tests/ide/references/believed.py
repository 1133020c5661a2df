# References are those that are proven, and those that annotations and assignments say: nobody wants to miss them.
# --- path: main.py ---
from shapes import Shape, registry
def f(shape: Shape, other: "Other", unknown):
    shape.area, other.area, unknown.area, registry.area
#         ^ ref
#                                                  ^ ref
    own = Shape()
    return own.area
#              ^ ref
class Other:
    def area(self): pass
# --- path: shapes.py ---
class Shape:
    def area(self): pass
#       ^ write
registry = Shape()
