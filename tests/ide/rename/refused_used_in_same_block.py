# A built-in that the module uses would be hidden.
# new name: len
# error: `len` is used in the same block already
# --- path: main.py ---
x = 1
# <- cursor
len
# <- obstacle
