# `x += 1` in a class body reads the module's and binds the class's own: one token can't have both names.
# new name: y
# error: a class body may read it here before it binds its own of the same name
# --- path: main.py ---
x = 1
# <- cursor
class C:
    x += 1
#   ^ obstacle
class D:
    x = 2
    x += 1
