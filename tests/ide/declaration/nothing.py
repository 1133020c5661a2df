# No declaration of what nothing declares.
# --- path: main.py ---
missing
# <- cursor
