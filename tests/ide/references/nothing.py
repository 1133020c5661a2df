# Where no name stands there are none.
# --- path: main.py ---
x == 1
#    ^ cursor
