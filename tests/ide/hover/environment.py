# The way from a use to its owner is told where a block on it knows the name and is passed over (reference, section 4.2.2).
# --- path: main.py ---
x = "module"
class C:
    x = "class"
    y = [x for _ in x]
#        ^ cursor 1
#                   ^ cursor 2
    def m(self):
        return x, lambda: x
#              ^ cursor 3
#                         ^ cursor 4
def outer(x):
    class D:
        x = x
#           ^ cursor 5
        def m(self): return x
#                           ^ cursor 6
        print(later); later = 1
#             ^ cursor 9
    def inner():
        global x
#              ^ cursor 7
        return lambda: x
#                      ^ cursor 8
    return D, inner
class Menu:
    def list(self): return list(self)
#                          ^ cursor 10
# --- hover 1 ---
# ```python
# x = "module"  # main.py:1:1
# ```
# **global** variable of this module
#
# - from inside out:
#   - the comprehension (line 4) doesn't bind it
#   - class `C` (line 2) binds it, but comprehensions in it don't see class names (reference 4.2.2)
#   - the module binds it
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
# --- hover 2 ---
# ```python
# x = "class"  # main.py:3:5
# ```
# **attribute** of class `C` (line 2)
#
# - `LOAD_NAME`: the namespace of class `C`, else the module's, else the built-ins
# --- hover 3 ---
# ```python
# x = "module"  # main.py:1:1
# ```
# **global** variable of this module
#
# - from inside out:
#   - method `m` (line 7) doesn't bind it
#   - class `C` (line 2) binds it, but functions in it don't see class names (reference 4.2.2)
#   - the module binds it
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
# --- hover 4 ---
# ```python
# x = "module"  # main.py:1:1
# ```
# **global** variable of this module
#
# - from inside out:
#   - the lambda (line 8) doesn't bind it
#   - method `m` (line 7) doesn't bind it
#   - class `C` (line 2) binds it, but functions in it don't see class names (reference 4.2.2)
#   - the module binds it
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
# --- hover 5 ---
# ```python
# x = "module"  # main.py:1:1
# ```
# **attribute** of class `D` (line 12)
#
# - not bound yet here: Python takes the module's `x`
# - `LOAD_NAME`: the namespace of class `D`, else the module's, else the built-ins
# --- hover 6 ---
# ```python
# def outer(x):  # main.py:11:11
# ```
# **free**: parameter of function `outer` (line 11)
#
# - from inside out:
#   - method `m` (line 15) doesn't bind it
#   - class `D` (line 12) binds it, but functions in it don't see class names (reference 4.2.2)
#   - function `outer` (line 11) binds it
# - `LOAD_DEREF`: a cell
# --- hover 7 ---
# ```python
# x = "module"  # main.py:1:1
# ```
# **global** variable of this module
#
# - `global` holds for all of function `inner` (line 19)
# --- hover 8 ---
# ```python
# x = "module"  # main.py:1:1
# ```
# **global** variable of this module
#
# - from inside out:
#   - the lambda (line 22) doesn't bind it
#   - function `inner` (line 19) declares it `global`: the search goes on in the module (reference 4.2.2)
#   - function `outer` (line 11) binds it, but isn't asked any more
#   - the module binds it
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
# --- hover 9 ---
# ```python
# print(later); later = 1  # main.py:17:23
# ```
# **attribute** of class `D` (line 12)
#
# - **not bound yet** here: `NameError`
# - `LOAD_NAME`: the namespace of class `D`, else the module's, else the built-ins
# --- hover 10 ---
# ```python
# class list:  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - from inside out:
#   - method `list` (line 26) doesn't bind it
#   - class `Menu` (line 25) binds it, but functions in it don't see class names (reference 4.2.2)
#   - the module doesn't bind it
#   - the built-ins have it
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# Built-in mutable sequence.
