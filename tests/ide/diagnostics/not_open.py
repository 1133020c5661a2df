# Files that aren't open get none: the editor shows them nowhere.
# --- path: main.py ---
x = )
# <- nothing
