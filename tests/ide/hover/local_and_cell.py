# The kind, the owner, what captures it, and the line that binds it.
# --- path: main.py ---
def f(a, b):
#        ^ cursor 1
    def g():
        return a
#              ^ cursor 3
    return a, g
#          ^ cursor 2
# --- hover 1 ---
# ```python
# def f(a, b):  # main.py:1:10
# ```
# **parameter** of function `f` (line 1)
# --- hover 2 ---
# ```python
# def f(a, b):  # main.py:1:7
# ```
# **cell** parameter of function `f` (line 1)
#
# - captured by function `g` (line 3)
# - `LOAD_DEREF`: a cell
# --- hover 3 ---
# ```python
# def f(a, b):  # main.py:1:7
# ```
# **free**: parameter of function `f` (line 1)
#
# - `LOAD_DEREF`: a cell
