# A positional-only parameter can't be named by a keyword.
# --- path: main.py ---
def f(x, /, **k): pass
f(x=1)
# ^ cursor def
