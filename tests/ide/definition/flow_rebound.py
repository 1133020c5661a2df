# A later binding hides an earlier one on the same way.
# --- path: main.py ---
x = 1
x = 2
# <- def
x
# <- cursor
x = 3
