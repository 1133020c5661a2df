# `__class__` in a method has its name from the language.
# new name: cls
# refused
# --- path: main.py ---
class C:
    def m(self): return __class__
#                       ^ cursor
