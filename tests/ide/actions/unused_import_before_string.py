# A string that would come to stand first would become a docstring.
# --- path: main.py ---
def f():
    import os
#          ^ cursor 1
    "no docstring"

def g():
    x = 1
#   ^ cursor 2
    "no docstring"
# --- actions 1 ---
# quickfix, preferred: Remove unused import `os`
#   -2:     import os
#   +2:     pass
# --- actions 2 ---
# quickfix, preferred: Remove unused variable `x`
#   -7:     x = 1
#   +7:     pass
