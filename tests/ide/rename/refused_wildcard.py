# `_` captures nothing.
# new name: _
# error: `_` captures nothing in a pattern
# --- path: main.py ---
match 1:
    case x: print(x)
#        ^ cursor obstacle
