# new name: class
# error: `class` is a keyword
# --- path: main.py ---
x = 1
# <- cursor
