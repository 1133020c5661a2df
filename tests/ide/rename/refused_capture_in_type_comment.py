# A name in a type comment would mean another variable.
# new name: D
# refused
# --- path: main.py ---
class C: pass
#     ^ cursor
def f(D):
#     ^ obstacle
    x = D  # type: C
