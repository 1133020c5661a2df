# new name: b
# error: it is a keyword of a call whose callee can't be told from names alone
# --- path: main.py ---
def f(g):
    g(x=1)
#     ^ cursor obstacle
