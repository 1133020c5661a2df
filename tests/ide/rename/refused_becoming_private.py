# In a class, two leading underscores mangle.
# new name: __y
# error: in a class, names with two leading underscores are private to it
# --- path: main.py ---
class C:
    def m(self):
        x = 1
#       ^ cursor obstacle
