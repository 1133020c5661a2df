# A function runs at any time: all bindings of an outer block's variable may reach it.
# --- path: main.py ---
x = 1
# <- def
def f():
    return x
#          ^ cursor
x = 2
# <- def
