# The empty name.
# new name:
# error: `` is no identifier: letters, digits and underscores, not starting with a digit
# --- path: main.py ---
x = 1
# <- cursor
