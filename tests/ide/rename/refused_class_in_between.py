# A class body that binds the new name and uses the old one.
# new name: y
# refused
# --- path: main.py ---
x = 1
# <- cursor
class C:
    y = x
