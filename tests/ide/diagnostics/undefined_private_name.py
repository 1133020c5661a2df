# In a class, a private name stands for another one.
# only: undefined-name
# --- open: main.py ---
__limit = 1
class C:
    def f(self): return __limit
#                       ^ undefined name `__limit`; in this class it stands for `_C__limit`
