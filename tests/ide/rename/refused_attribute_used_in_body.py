# The class body uses the module's variable of the new name.
# new name: y
# error: class `C` uses another `y`, which it would hide
# --- path: main.py ---
y = 1
class C:
    x = 2
#   ^ cursor
    z = y
#       ^ obstacle
