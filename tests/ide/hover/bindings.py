# Binding operations that do more than bind: several, `except`, `del`, `:=`, an annotation alone.
# --- path: main.py ---
def f(a):
    try: pass
    except E as e: print(e)
#               ^ cursor 1
    e
#   ^ cursor 2
    if a: b = 1
    else: b = 2
    b = b + 1
#       ^ cursor 3
    b
#   ^ cursor 4
    n: int
#   ^ cursor 5
    del n
#       ^ cursor 6
    return [w := i for i in a]
#           ^ cursor 7
#                      ^ cursor 8
len = len
#     ^ cursor 9
del len
#   ^ cursor 10
# --- hover 1 ---
# ```python
# except E as e: print(e)  # main.py:3:17
# ```
# **local** variable of function `f` (line 1)
#
# - deleted at the end of its `except` clause
# - `STORE_FAST`: a slot of the frame
# --- hover 2 ---
# ```python
# except E as e: print(e)  # main.py:3:17
# ```
# **local** variable of function `f` (line 1)
#
# - **not bound** here: `UnboundLocalError`
# - line 3 makes it local to all of the function (reference 4.2.2)
# - `LOAD_FAST`: a slot of the frame
# --- hover 3 ---
# ```python
# if a: b = 1  # main.py:7:11
# ```
# **local** variable of function `f` (line 1)
#
# - bound in lines 7, 8 and 9, of which lines 7 and 8 reach here
# - `LOAD_FAST`: a slot of the frame
# --- hover 4 ---
# ```python
# b = b + 1  # main.py:9:5
# ```
# **local** variable of function `f` (line 1)
#
# - bound in lines 7, 8 and 9, of which line 9 reaches here
# - `LOAD_FAST`: a slot of the frame
# --- hover 5 ---
# ```python
# n: int  # main.py:13:5
# ```
# **local** variable of function `f` (line 1)
#
# - no value here, but the annotation makes the name the block's (reference 7.2.2)
# --- hover 6 ---
# ```python
# n: int  # main.py:13:5
# ```
# **local** variable of function `f` (line 1)
#
# - unbinds it; to the compiler that is a binding operation, too (reference 4.2.1)
# - `DELETE_FAST`: a slot of the frame
# --- hover 7 ---
# ```python
# return [w := i for i in a]  # main.py:17:13
# ```
# **free**: variable of function `f` (line 1)
#
# - `:=` binds in the nearest block that is no comprehension (PEP 572)
# - `STORE_FAST`: a slot of the frame that the comprehension shares (PEP 709)
# --- hover 8 ---
# ```python
# return [w := i for i in a]  # main.py:17:24
# ```
# **local** variable of the comprehension (line 17)
#
# - ends with the comprehension
# - `STORE_FAST`: a slot of the frame that the comprehension shares (PEP 709)
# --- hover 9 ---
# ```python
# len = len  # main.py:20:1
# ```
# **global** variable of this module
#
# - not bound yet here: Python takes the built-in
# - `LOAD_NAME`: the module's namespace, else the built-ins
# --- hover 10 ---
# ```python
# len = len  # main.py:20:1
# ```
# **global** variable of this module
#
# - unbinds it: after this, the name means the built-in again
# - `DELETE_NAME`: the module's namespace
