# What was bound before an `if` without `else` still reaches what follows.
# --- path: main.py ---
x = 1
# <- def
if x:
    x = 2
#   ^ def
x
# <- cursor
