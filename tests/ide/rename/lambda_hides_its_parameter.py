# A block inside that binds the new name and doesn't use the renamed one is no obstacle.
# new name: y
# --- path: main.py ---
def f(x):
#     ^ edit
    return x, lambda y: y
#          ^ edit
