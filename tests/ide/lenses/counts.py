# How often each function and class is used, and what is captured of a function.
# --- path: main.py ---
class Shape:
#     ^ 2 references
    def area(self):
#       ^ 1 reference
        return self.area
def outer(a, b):
#   ^ 1 reference · captured: a, c
    c = 1
    def inner():
#       ^ 0 references
        return a, c
    return b
Shape, outer
# --- path: other.py ---
from main import Shape
