# An assignment without a value.
# --- open: main.py ---
x =
# ^ invalid syntax
