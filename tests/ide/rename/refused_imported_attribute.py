# A class may import its attribute: then two have one name.
# new name: y
# error: a class imports `x`: who reads its attribute can't be told from names alone
# --- path: lib.py ---
x = 1
# --- path: main.py ---
class C:
    from lib import x
#                   ^ cursor obstacle
C.x
# ^ cursor
