# `global` and what functions bind under it belong to the module's variable.
# --- path: a.py ---
def init():
    global state
#          ^ write
    state = 1
#   ^ write
def use():
    return state
#          ^ ref
# --- path: b.py ---
import a
a.state
# ^ ref
from a import state
#             ^ write
