# A positional-only parameter can't be named by a keyword: `**k` takes it.
# --- path: main.py ---
def f(x, /, **k): pass
#             ^ def
f(x=1)
# ^ cursor
