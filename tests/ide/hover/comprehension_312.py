# Since 3.12 a list, set or dict comprehension runs in the frame around it: what it captures needs no cell (PEP 709).
# python 3.12
# --- path: main.py ---
def f(x):
#     ^ cursor 1
    return [x for y in ()], [z := y for y in ()], (y for y in ())
#           ^ cursor 2
#                 ^ cursor 3
#                            ^ cursor 4
#                                                        ^ cursor 5
q = [p for p in ()]
#    ^ cursor 6
# --- hover 1 ---
# ```python
# def f(x):  # main.py:1:7
# ```
# **cell** parameter of function `f` (line 1)
#
# - captured by the comprehension (line 3)
# --- hover 2 ---
# ```python
# def f(x):  # main.py:1:7
# ```
# **free**: parameter of function `f` (line 1)
#
# - `LOAD_FAST`: a slot of the frame that the comprehension shares (PEP 709)
# --- hover 3 ---
# ```python
# return [x for y in ()], [z := y for y in ()], (y for y in ())  # main.py:3:19
# ```
# **local** variable of the comprehension (line 3)
#
# - ends with the comprehension
# - `STORE_FAST`: a slot of the frame that the comprehension shares (PEP 709)
# --- hover 4 ---
# ```python
# return [x for y in ()], [z := y for y in ()], (y for y in ())  # main.py:3:30
# ```
# **free**: variable of function `f` (line 1)
#
# - `:=` binds in the nearest block that is no comprehension (PEP 572)
# - `STORE_FAST`: a slot of the frame that the comprehension shares (PEP 709)
# --- hover 5 ---
# ```python
# return [x for y in ()], [z := y for y in ()], (y for y in ())  # main.py:3:58
# ```
# **local** variable of the generator expression (line 3)
#
# - ends with the generator expression
# - `STORE_FAST`: a slot of the frame
# --- hover 6 ---
# ```python
# q = [p for p in ()]  # main.py:8:12
# ```
# **local** variable of the comprehension (line 8)
#
# - `LOAD_FAST`: a slot of the frame that the comprehension shares (PEP 709)
