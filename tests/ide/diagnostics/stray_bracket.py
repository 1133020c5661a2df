# A bracket that nothing opens; the line after is well.
# --- open: main.py ---
x = 1)
#    ^ unmatched ')'
y = 2
