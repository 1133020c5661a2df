# A function's use of a built-in would mean the module's variable.
# new name: len
# refused
# --- path: main.py ---
x = 1
# <- cursor
def f(a): return len(a)
