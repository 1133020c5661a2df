# new name: b
# error: `x` is an attribute of a class: who reads it can't be told from names alone
# --- path: main.py ---
class C:
    x = 1
#   ^ cursor obstacle
