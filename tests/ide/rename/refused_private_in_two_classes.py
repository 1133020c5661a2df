# Each class mangles with its own name: what is one variable would be two.
# new name: __y
# error: in a class, names with two leading underscores are private to it
# --- path: main.py ---
def f(x):
#     ^ cursor
    class A:
        def m(self): return x
#                           ^ obstacle
    return A
