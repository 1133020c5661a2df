# Before the module binds its own, a use at its top reads the built-in, which keeps its name.
# new name: show
# --- path: main.py ---
from functools import partial
print = partial(print, flush=True)
# <- edit
print("x")
# <- edit
def f(): print()
#        ^ edit
