# Attributes of modules and classes, and keywords at calls.
# --- path: a.py ---
def f(x): pass
class C:
    limit = 1
# --- path: main.py ---
import a
a.f(x=1)
# ^ cursor 1
#   ^ cursor 2
a.C.limit, a.C.other
#   ^ cursor 3
#              ^ cursor 4
# --- hover 1 ---
# ```python
# def f(x): pass  # a.py:1:5
# ```
# **function** `f` of module `a`
# --- hover 2 ---
# ```python
# def f(x): pass  # a.py:1:7
# ```
# **parameter** `x` of function `f`, which this keyword names
# --- hover 3 ---
# ```python
# limit = 1  # a.py:3:5
# ```
# **attribute** `limit` of class `C`
# --- hover 4 ---
# **attribute** of class `C` of module `a`: neither it nor a base in the workspace binds `other`
