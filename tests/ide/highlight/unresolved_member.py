# What can't be told from names alone is not highlighted elsewhere.
# --- path: main.py ---
def f(a):
    a.x
#     ^ cursor
    a.x
