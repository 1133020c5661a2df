# A class body runs where it stands.
# --- path: main.py ---
class C:
    x = 1
    x = 2
#   ^ def
    y = x
#       ^ cursor
    x = 3
