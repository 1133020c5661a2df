# A class's name in the class, and in an annotation scope of it.
# --- path: main.py ---
class C:
    T = int
#   ^ cursor 1
    def m(self, a: T): return __class__
#                  ^ cursor 2
#                             ^ cursor 3
# --- hover 1 ---
# ```python
# T = int  # main.py:2:5
# ```
# **attribute** of class `C` (line 1)
#
# - `STORE_NAME`: the namespace of class `C`
# --- hover 2 ---
# ```python
# T = int  # main.py:2:5
# ```
# **attribute** of class `C` (line 1)
#
# - `LOAD_FROM_DICT_OR_GLOBALS`: the class's namespace, else the module's, else the built-ins
# --- hover 3 ---
# ```python
# class C:  # main.py:1:7
# ```
# **free**: class `C` (line 1), as the functions in it see it
#
# - `LOAD_DEREF`: a cell
