# What `super()` finds nowhere in the text may be the language's own all the same.
# new name: equals
# error: the language gives `__eq__` a meaning
# --- path: main.py ---
class C:
    def m(self): return super().__eq__(1)
#                               ^ cursor obstacle
