# Where the module binds its own on some way only, a use may read the built-in.
# new name: each
# error: it may read the built-in `aiter` here, before the module binds its own
# --- path: main.py ---
try:
    aiter
except NameError:
    def aiter(x): return x
#       ^ cursor
aiter(1)
# <- obstacle
