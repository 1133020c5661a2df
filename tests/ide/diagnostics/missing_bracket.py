# A bracket that isn't closed.
# --- open: main.py ---
print((1)
#    ^ '(' was never closed
