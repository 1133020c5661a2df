# A class body that has bound its own reads that, whatever the module has: the new name is free.
# new name: y
# --- path: main.py ---
x = 1
# <- edit
class C:
    y = 2
    z = y
    def m(self): return x
#                       ^ edit
