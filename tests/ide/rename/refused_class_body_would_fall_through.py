# A class body that reads the new name before it binds its own would read the renamed variable.
# new name: y
# error: a class body may read `y` here before it binds its own, and would mean it
# --- path: main.py ---
x = 1
# <- cursor
class C:
    try:
        y
#       ^ obstacle
    except NameError:
        y = 2
