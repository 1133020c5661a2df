# A block that neither sees the variable nor is seen by it may have the new name.
# new name: y
# --- path: main.py ---
def f(x): return x
#     ^ edit     ^ edit
def g(y): return lambda: y
class C: y = 1
