# A keyword at a call of what may be the same method: which class it is of can't be told from names.
# new name: width
# error: a call passes `size` to what may be the same function
# --- path: main.py ---
class C:
    def m(self, size): return size
#               ^ cursor
def use(c): c.m(size=1)
#               ^^^^ obstacle
