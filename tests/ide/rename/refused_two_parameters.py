# Two parameters of one name are a syntax error.
# new name: b
# error: function `f` binds `b` already
# --- path: main.py ---
def f(a, b): pass
#     ^ cursor
#        ^ obstacle
