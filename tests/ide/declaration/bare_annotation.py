# An annotation without a value declares.
# --- path: main.py ---
x: int
# <- decl cursor
def f():
    return x
#          ^ cursor
