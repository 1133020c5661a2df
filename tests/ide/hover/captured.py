# What captures a cell, what passes it on, and what `nonlocal` makes of it.
# --- path: main.py ---
def outer():
    count = 0
#   ^ cursor 1
    def middle():
        def inner():
            nonlocal count
#                    ^ cursor 2
            count += 1
#           ^ cursor 3
        return inner
    return middle, lambda: count, (count for _ in ()), {count}, lambda: count, lambda: count, lambda: count
#                          ^ cursor 4
# --- hover 1 ---
# ```python
# count = 0  # main.py:2:5
# ```
# **cell** variable of function `outer` (line 1)
#
# - bound in lines 2 and 8
# - captured by function `inner` (line 5), the lambda (line 11), the generator expression (line 11), the lambda (line 11) and 2 more
# - `STORE_DEREF`: a cell
# --- hover 2 ---
# ```python
# count = 0  # main.py:2:5
# ```
# **free**: variable of function `outer` (line 1)
#
# - `nonlocal` holds for all of function `inner` (line 5)
# - bound in lines 2 and 8
# - passed on by function `middle` (line 4)
# --- hover 3 ---
# ```python
# count = 0  # main.py:2:5
# ```
# **free**: variable of function `outer` (line 1)
#
# - declared `nonlocal` in line 6
# - bound in lines 2 and 8
# - passed on by function `middle` (line 4)
# - `STORE_DEREF`: a cell
# --- hover 4 ---
# ```python
# count = 0  # main.py:2:5
# ```
# **free**: variable of function `outer` (line 1)
#
# - bound in lines 2 and 8
# - `LOAD_DEREF`: a cell
