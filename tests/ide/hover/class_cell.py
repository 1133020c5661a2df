# `__class__` and `super` in methods; names that every class body has.
# --- path: main.py ---
class C:
    __qualname__, __module__
#   ^ cursor 1
    def m(self):
        super().m
#       ^ cursor 2
        return __class__
#              ^ cursor 3
def f(): return __module__, super
#               ^ cursor 4
#                           ^ cursor 5
# --- hover 1 ---
# **local** name that every class body has from its start
#
# - `LOAD_NAME`: the namespace of class `C`, else the module's, else the built-ins
# --- hover 2 ---
# ```python
# class super:  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - without arguments it takes class `C` (line 1) from the cell `__class__` and the first parameter
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# ```text
# super() -> same as super(__class__, <first argument>)
# ```
# --- hover 3 ---
# ```python
# class C:  # main.py:1:7
# ```
# **free**: class `C` (line 1), as the functions in it see it
#
# - `LOAD_DEREF`: a cell
# --- hover 4 ---
# **unresolved**: no block that is visible from here binds it, nor is it a built-in
#
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
# --- hover 5 ---
# ```python
# class super:  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# ```text
# super() -> same as super(__class__, <first argument>)
# ```
