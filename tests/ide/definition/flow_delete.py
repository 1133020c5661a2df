# What is deleted does not reach what follows.
# --- path: main.py ---
x = 1
if x:
    del x
    x = 2
#   ^ def
else:
    x = 3
#   ^ def
x
# <- cursor
