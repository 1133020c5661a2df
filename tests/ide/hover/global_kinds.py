# A global of the module; declared; used from a function; a built-in; a name that is none.
# --- path: main.py ---
count = 0
# <- cursor 1
def f():
    global count
#          ^ cursor 2
def g():
    return count, len, nowhere, __name__
#          ^ cursor 3  ^ cursor 5
#                 ^ cursor 4    ^ cursor 6
# --- hover 1 ---
# ```python
# count = 0  # main.py:1:1
# ```
# **global** variable of this module
#
# - `STORE_GLOBAL`: the module's namespace
# --- hover 2 ---
# ```python
# count = 0  # main.py:1:1
# ```
# **global** variable of this module
#
# - `global` holds for all of function `f` (line 3)
# --- hover 3 ---
# ```python
# count = 0  # main.py:1:1
# ```
# **global** variable of this module
#
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
# --- hover 4 ---
# ```python
# def len(obj, /):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
#
# ---
#
# Return the number of items in a container.
# --- hover 5 ---
# **unresolved**: no block that is visible from here binds it, nor is it a built-in
#
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
# --- hover 6 ---
# **global** that every module has from its start
#
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
