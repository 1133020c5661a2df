# From a `global` statement to the binding.
# --- path: main.py ---
x = 1
# <- decl
def f():
    global x
#          ^ cursor
