# A built-in that the module uses would be hidden.
# new name: len
# error: the module uses the built-in `len`, which it would hide
# --- path: main.py ---
x = 1
# <- cursor
len
# <- obstacle
