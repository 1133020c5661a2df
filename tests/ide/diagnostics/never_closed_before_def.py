# A bracket before a definition is marked, not the definition.
# --- open: main.py ---
x = [1, (2,
#   ^ '[' was never closed

def f(a
#    ^ '(' was never closed
    return a
y = [1
#    ^ invalid syntax. Perhaps you forgot a comma?
     2]
