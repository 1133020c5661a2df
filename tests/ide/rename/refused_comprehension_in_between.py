# new name: y
# error: a use of it would mean the `y` of a block in between
# --- path: main.py ---
def f(x):
#     ^ cursor
    return [x for y in ()]
#                 ^ obstacle
