# The right side of `and` and `or` may not run.
# --- path: main.py ---
x = 1
# <- def
x and (x := 2)
#      ^ def
x
# <- cursor
