# A class that answers for any name may be asked for this one by its string.
# new name: y
# --- path: main.py ---
class C:
    x = 1
#   ^ edit
    def __getattr__(self, name): return name
#       ^ note
    def m(self): return self.x
#                            ^ edit
# --- told ---
# main.py:4:9: `__getattr__` may be asked for `x` by its name
