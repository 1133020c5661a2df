# new name: length
# error: `len` is a built-in: it is bound in no file of the workspace
# --- path: main.py ---
len(1)
# <- cursor obstacle
