# A bracket before a definition is marked, and so is the definition: CPython stops there, and of a line one error is shown.
# --- open: main.py ---
x = [1, (2,
#   ^ '[' was never closed

def f(a
# <- invalid syntax
    return a
y = [1
#    ^ invalid syntax. Perhaps you forgot a comma?
     2]
