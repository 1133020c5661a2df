# Two variables of a block would become one.
# new name: y
# error: function `f` binds `y` already
# --- path: main.py ---
def f(x):
#     ^ cursor
    y = 1
#   ^ obstacle
    return x + y
