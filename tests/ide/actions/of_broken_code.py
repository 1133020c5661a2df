# Half-typed code elsewhere is in nobody's way.
# broken
# --- path: main.py ---
import os
#      ^ cursor 1
def f(
def g():
    x = 1
#   ^ cursor 2
    print(]
# --- actions 1 ---
# quickfix, preferred: Remove unused import `os`
#   -1: import os
# --- actions 2 ---
# quickfix, preferred: Remove unused variable `x`
#   -5:     x = 1
