# What may be one thing or another, as the program runs, is shown by the first, and the others are named.
# --- path: main.py ---
class A:
    def x(self): "Of A."
class B:
    def x(self): "Of B."
def f(e: A | B): e.x
#                  ^ cursor
# --- hover ---
# ```python
# def x(self): "Of A."  # main.py:2:9
# ```
# **method** `x` of class `A`
#
# - or, as the program runs, method `x` of class `B` (main.py:4:9)
# - found by what an annotation or an assignment says: names alone don't prove it
#
# ---
#
# Of A.
