# An inner block's use of something further out would be caught.
# new name: y
# error: a use of `y` in an inner block would mean it instead
# --- path: main.py ---
y = 0
def f(x):
#     ^ cursor
    def g(): return y
#                   ^ obstacle
    return x, g
