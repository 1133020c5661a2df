# Both branches reach what follows; one that leaves the function does not.
# --- path: main.py ---
def f(a):
    if a:
        x = 1
#       ^ def
    elif a > 1:
        x = 2
        return x
    else:
        x = 3
#       ^ def
    return x
#          ^ cursor
