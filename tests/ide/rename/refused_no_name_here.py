# new name: y
# error: there is no name here
# --- path: main.py ---
x == 1
#    ^ cursor
