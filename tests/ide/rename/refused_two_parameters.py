# Two parameters of one name are a syntax error.
# new name: b
# error: `b` is bound in the same block already
# --- path: main.py ---
def f(a, b): pass
#     ^ cursor
#        ^ obstacle
