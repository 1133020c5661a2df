# A name that the block declares global is taken in it.
# new name: y
# refused
# --- path: main.py ---
def f():
    global y
    x = 1
#   ^ cursor
