# `__class__` in a method is the class.
# --- path: main.py ---
class C:
#     ^ def
    def m(self):
        return __class__
#              ^ cursor
