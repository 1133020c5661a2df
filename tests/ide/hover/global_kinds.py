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
# --- hover 2 ---
# ```python
# count = 0  # main.py:1:1
# ```
# **global** variable of this module, by a `global` statement
# --- hover 3 ---
# ```python
# count = 0  # main.py:1:1
# ```
# **global** variable of this module; function `g` (line 6) uses it, and no function around binds the name
# --- hover 4 ---
# **built-in**: no block around this place binds it, nor does the module
# --- hover 5 ---
# **unresolved**: bound neither here, nor in the module, nor a built-in
# --- hover 6 ---
# **global** that every module has from its start
