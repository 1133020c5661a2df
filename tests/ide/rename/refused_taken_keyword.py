# A keyword of a call that a `**` parameter takes today would be the parameter's.
# new name: y
# refused
# --- path: main.py ---
def f(x, **k): return x, k
#     ^ cursor
f(1, y=2)
