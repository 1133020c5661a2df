# A global that only functions bind: by the module's code, by `__all__`, and by other files.
# --- path: a.py ---
__all__ = ["state"]
#           ^ ref
def init():
    global state
#          ^ write
    state = 1
#   ^ write
init()
print(state)
#     ^ ref
def use(x: "state"): return lambda: state
#           ^ ref                   ^ ref
# --- path: b.py ---
from a import state
#             ^ write
state
# <- ref
# --- path: c.py ---
from a import *
state
# <- ref
# --- path: d.py ---
import a
a.state
# ^ ref
