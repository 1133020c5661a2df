# Who calls a function and whom it calls, by names that are certain.
# --- path: main.py ---
from shapes import Square, area
import shapes
def work(side):
#   ^ cursor 1
    area(side)
    unknown(side)
    return shapes.area(area), Square(side), [area(1) for _ in side]
def f(default=work(1)):
    def inner():
        work(2)
    work
    class Inside:
        work(3)
    return lambda: work(4)
work(5)
# --- path: shapes.py ---
def area(a): pass
#   ^ cursor 2
class Square: pass
# --- incoming 1 ---
# module main: 8:15, 15:1
# function inner of main: 10:9
# function f of main: 13:9, 14:20
# --- outgoing 1 ---
# function area of shapes: 5:5, 7:19, 7:46
# class Square of shapes: 7:31
# --- incoming 2 ---
# function work of main: 5:5, 7:19, 7:46
# --- outgoing 2 ---
