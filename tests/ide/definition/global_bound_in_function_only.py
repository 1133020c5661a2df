# A global that only a function binds is found from another function, and from another module.
# --- path: a.py ---
def init():
    global state
    state = 1
#   ^ def
def use():
    return state
#          ^ cursor
# --- path: b.py ---
from a import state
#             ^ cursor
