# Who asks for the new name finds nothing today, or something that is not in the text.
# new name: y
# error: class `C`, which shares its attributes, has or asks for a `y` already
# --- path: main.py ---
class C:
    def x(self): return self.y
#                            ^ obstacle
    m = x
#       ^ cursor
