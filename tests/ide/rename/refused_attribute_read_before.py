# A class body may read the module's variable before it binds its own.
# new name: y
# error: a class body may read a global here before it binds its own of the same name
# --- path: main.py ---
x = 1
class C:
    if x:
        x = 2
#       ^ cursor
    z = x
#       ^ obstacle
