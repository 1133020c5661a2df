# Up to 3.11 a class body reads a captured variable by LOAD_CLASSDEREF; annotations are evaluated in place.
# python 3.11
# --- path: main.py ---
g = 0
# <- cursor 1
def f(a):
    del a
#       ^ cursor 2
    b = a
#   ^ cursor 3
    class C:
        c = b
#           ^ cursor 4
        d = g
#       ^ cursor 5
#           ^ cursor 6
        def m(self, p: d) -> b: g
#                      ^ cursor 7
#                            ^ cursor 8
#                               ^ cursor 9
    t: g = 1
#      ^ cursor 10
# --- hover 1 ---
# ```python
# g = 0  # main.py:1:1
# ```
# **global** variable of this module
#
# - `STORE_NAME`: the module's namespace
# --- hover 2 ---
# ```python
# def f(a):  # main.py:3:7
# ```
# **parameter** of function `f` (line 3)
#
# - unbinds it; to the compiler that is a binding operation, too (reference 4.2.1)
# - `DELETE_FAST`: a slot of the frame
# --- hover 3 ---
# ```python
# b = a  # main.py:6:5
# ```
# **cell** variable of function `f` (line 3)
#
# - captured by class `C` (line 8)
# - `STORE_DEREF`: a cell
# --- hover 4 ---
# ```python
# b = a  # main.py:6:5
# ```
# **free**: variable of function `f` (line 3)
#
# - `LOAD_CLASSDEREF`: the class's namespace, else a cell
# --- hover 5 ---
# ```python
# d = g  # main.py:11:9
# ```
# **attribute** of class `C` (line 8)
#
# - `STORE_NAME`: the namespace of class `C`
# --- hover 6 ---
# ```python
# g = 0  # main.py:1:1
# ```
# **global** variable of this module
#
# - `LOAD_NAME`: the namespace of class `C`, else the module's, else the built-ins
# --- hover 7 ---
# ```python
# d = g  # main.py:11:9
# ```
# **attribute** of class `C` (line 8)
#
# - `LOAD_NAME`: the namespace of class `C`, else the module's, else the built-ins
# --- hover 8 ---
# ```python
# b = a  # main.py:6:5
# ```
# **free**: variable of function `f` (line 3)
#
# - `LOAD_CLASSDEREF`: the class's namespace, else a cell
# --- hover 9 ---
# ```python
# g = 0  # main.py:1:1
# ```
# **global** variable of this module
#
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
# --- hover 10 ---
# ```python
# g = 0  # main.py:1:1
# ```
# **global** variable of this module
#
# - in an annotation that Python never evaluates
