# new name: y
# error: in a class, names with two leading underscores are private to it
# --- path: main.py ---
class C:
    def m(self):
        __x = 1
#       ^ cursor obstacle
