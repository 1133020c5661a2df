# What an annotation says is told as what it is; what a function's own variable is assigned needs no such word.
# --- path: main.py ---
class A:
    def m(self, x): pass
def f(a: A):
    a.m(x=1)
#     ^ cursor 1
#       ^ cursor 2
    own = A()
    own.m
#       ^ cursor 3
# --- hover 1 ---
# ```python
# def m(self, x): pass  # main.py:2:9
# ```
# **method** `m` of class `A`
#
# - found by what an annotation or an assignment says: names alone don't prove it
# --- hover 2 ---
# ```python
# def m(self, x): pass  # main.py:2:17
# ```
# **parameter** `x` of method `m` of class `A`, which this keyword names
#
# - found by what an annotation or an assignment says: names alone don't prove it
# --- hover 3 ---
# ```python
# def m(self, x): pass  # main.py:2:9
# ```
# **method** `m` of class `A`
