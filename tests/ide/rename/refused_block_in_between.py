# A use in an inner block would mean what that block binds.
# new name: y
# error: a use of it would mean the `y` of a block in between
# --- path: main.py ---
x = 1
# <- cursor
def f(y):
#     ^ obstacle
    return x
