# A name that is bound anywhere in a function is local to all of it, also before (reference, section 4.2.2).
# --- path: main.py ---
x = 0
def f():
    print(x)
#         ^ cursor 1
    x = 1
    return x
#          ^ cursor 2
def g():
    if x: del y
    else: y = 1
    return y
#          ^ cursor 3
# --- hover 1 ---
# ```python
# x = 1  # main.py:5:5
# ```
# **local** variable of function `f` (line 2)
#
# - **not bound yet** here: `UnboundLocalError`
# - line 5 makes it local to all of the function (reference 4.2.2)
# - `LOAD_FAST`: a slot of the frame
# --- hover 2 ---
# ```python
# x = 1  # main.py:5:5
# ```
# **local** variable of function `f` (line 2)
#
# - `LOAD_FAST`: a slot of the frame
# --- hover 3 ---
# ```python
# else: y = 1  # main.py:10:11
# ```
# **local** variable of function `g` (line 8)
#
# - `LOAD_FAST`: a slot of the frame
