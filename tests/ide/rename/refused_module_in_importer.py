# A module that imports it has another use for the new name.
# new name: n
# error: function `f` binds `n` already
# --- path: m.py ---
x = 1
# --- path: main.py ---
def f():
    import m
#          ^ cursor
    n = m.x
#   ^ obstacle
