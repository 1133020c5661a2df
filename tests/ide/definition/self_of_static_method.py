# The first parameter of a static method is no receiver.
# --- path: main.py ---
class C:
    x = 1
    @staticmethod
    def s(this):
        return this.x
#                   ^ cursor def
