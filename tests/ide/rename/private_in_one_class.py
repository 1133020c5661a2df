# A private name is its class's own: where all occurrences stand in one class, it is one name before and after.
# new name: __y
# --- path: main.py ---
class C:
    def m(self):
        x = 1
#       ^ edit
        def inner(): return x
#                           ^ edit
        return inner
