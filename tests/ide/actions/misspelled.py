# What a module doesn't have is changed to the name that it has, at that place; an import that others use goes on to bind their name.
# titles: Change to
# --- path: shapes.py ---
def area(): pass
def circle(): pass
# --- path: main.py ---
import shapes
from shapes import circel, aera as size
#                  ^ cursor 1
#                          ^ cursor 2
from shapes import (
    circlee,
#   ^ cursor 3
)
shapes.aera(circel, size)
#      ^ cursor 4
shapes.area()
#      ^ cursor 5
shapes.nothing_like_it
#      ^ cursor 7
# --- path: other.py ---
from shapes import aera
#                  ^ cursor 6
print(area)
def f():
    from shapes import circel
#                      ^ cursor 8
    return circle
# --- actions 1 ---
# quickfix, preferred: Change to `circle`
#   -2: from shapes import circel, aera as size
#   +2: from shapes import circle as circel, aera as size
# --- actions 2 ---
# quickfix, preferred: Change to `area`
#   -2: from shapes import circel, aera as size
#   +2: from shapes import circel, area as size
# --- actions 3 ---
# quickfix, preferred: Change to `circle`
#   -6:     circlee,
#   +6:     circle,
# --- actions 4 ---
# quickfix, preferred: Change to `area`
#   -9: shapes.aera(circel, size)
#   +9: shapes.area(circel, size)
# --- actions 5 ---
# --- actions 6 ---
# quickfix, preferred: Change to `area`
#   -1: from shapes import aera
#   +1: from shapes import area
# --- actions 7 ---
# --- actions 8 ---
# quickfix: Change to `circle`
#   the `circle` of line 7 would mean another variable
