# A walrus in a test has run in both branches.
# --- path: main.py ---
x = 0
if (x := 1):
#   ^ def
    x
#   ^ cursor
else:
    x
#   ^ cursor
