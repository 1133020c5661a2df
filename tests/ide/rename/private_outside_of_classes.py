# Outside of classes two leading underscores mean nothing.
# new name: __y
# --- path: main.py ---
x = 1
# <- edit
def f(): return x
#               ^ edit
