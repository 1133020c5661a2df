# A use that no binding reaches leads to all of them.
# --- path: main.py ---
def f():
    x
#   ^ cursor
    x = 1
#   ^ def
    x = 2
#   ^ def
