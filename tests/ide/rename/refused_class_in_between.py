# A class body that binds the new name and uses the old one.
# new name: y
# error: a use of it would mean the `y` of a block in between
# --- path: main.py ---
x = 1
# <- cursor
class C:
    y = x
#   ^ obstacle
