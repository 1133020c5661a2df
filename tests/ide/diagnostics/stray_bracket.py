# A bracket that nothing opens; the line after is well.
# --- open: main.py ---
x = 1)
#   ^ invalid syntax
y = 2
