# A built-in's references are its uses in this file.
# --- path: main.py ---
len(x)
# <- ref
len
# <- ref
# --- path: other.py ---
len = 1
