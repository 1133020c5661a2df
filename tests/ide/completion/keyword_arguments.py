# broken: at a call whose function is known, its keywords come first, without those that have an argument.
# --- open: main.py ---
from shapes import scale, Square
def draw(self, a, /, b, *, c): pass
draw(1, 2, 
#          ^ cursor 1
scale(fa)
#       ^ cursor 2
scale(factor=1, fa)
#                 ^ cursor 3
Square(si)
#        ^ cursor 4
scale(fa=1)
#       ^ cursor 6
unknown(fa)
#         ^ cursor 5
# --- path: shapes.py ---
def scale(shape, factor=1): pass
class Square:
    def __init__(self, side): pass
# --- completion 1 ---
# b=: parameter, parameter of function draw
# c=: parameter, parameter of function draw
# draw: function, global
# scale: function, global
# Square: class, global
# --- completion 2 ---
# factor=: parameter, parameter of function scale
# shape=: parameter, parameter of function scale
# draw: function, global
# scale: function, global
# Square: class, global
# --- completion 3 ---
# shape=: parameter, parameter of function scale
# draw: function, global
# scale: function, global
# Square: class, global
# --- completion 4 ---
# side=: parameter, parameter of method __init__
# draw: function, global
# scale: function, global
# Square: class, global
# --- completion 5 ---
# draw: function, global
# scale: function, global
# Square: class, global
# --- completion 6 ---
# factor=: parameter, parameter of function scale
# shape=: parameter, parameter of function scale
