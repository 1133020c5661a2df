# A local variable may lose its leading underscores: it is the same variable at every occurrence.
# new name: y
# --- path: main.py ---
class C:
    def m(self):
        __x = 1
#       ^ edit
        return lambda: __x
#                      ^ edit
