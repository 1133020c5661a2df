# In a class, two leading underscores mangle: inside and outside it would be two names.
# new name: __y
# error: in a class, names with two leading underscores are private to it
# --- path: main.py ---
x = 1
# <- cursor
class C:
    def m(self): return x
#                       ^ obstacle
