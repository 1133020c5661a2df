# A keyword at a call of some `f` may be the parameter or not: nobody is asked, so nothing is done.
# titles: Rename
# --- path: main.py ---
size = 0
def f(size):
#     ^ cursor
    return size
# --- path: other.py ---
def g(x):
    x.f(size=1)
# --- actions ---
# refactor.rewrite: Rename to `local_size`: `size` hides the module's `size`
#   there is a keyword at a call of some `f`, which may be another: other.py:2:9
