# In `x = x` in a class body, the right side can read the module's: which one can't be told from the text.
# new name: y
# refused
# --- path: main.py ---
x = 1
# <- cursor
class C:
    x = x
