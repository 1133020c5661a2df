# `while True` ends by `break` alone.
# --- path: main.py ---
def f():
    x = 0
    while True:
        x = 1
#       ^ def
        if x: break
        x = 2
    return x
#          ^ cursor
