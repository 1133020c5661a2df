# A global that only functions bind.
# --- path: main.py ---
def start():
    global state
    state = 1
#   ^ cursor 1
def read():
    return state, other
#          ^ cursor 2
def never():
    global other
    return other
#          ^ cursor 3
# --- hover 1 ---
# ```python
# state = 1  # main.py:3:5
# ```
# **global** variable of this module
#
# - declared `global` in line 2
# - `STORE_GLOBAL`: the module's namespace
# --- hover 2 ---
# ```python
# state = 1  # main.py:3:5
# ```
# **global** variable of this module
#
# - bound only by function `start` (line 1), under `global`
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
# --- hover 3 ---
# ```python
# global other  # main.py:9:12
# ```
# **global**, though nothing in this file binds it
#
# - declared `global` in line 9
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
