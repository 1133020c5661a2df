# new name: 1x
# error: `1x` is no identifier: letters, digits and underscores, not starting with a digit
# --- path: main.py ---
x = 1
# <- cursor
