# new name: b
# error: it is an attribute of something whose class can't be told from names alone
# --- path: main.py ---
def f(a):
    a.x
#     ^ cursor obstacle
