# Where no name stands there is nothing to say.
# --- path: main.py ---
x == 1
#    ^ cursor
# --- hover ---
