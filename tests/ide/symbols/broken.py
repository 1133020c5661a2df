# broken
# A file that is being typed has the symbols outside of the broken piece.
# --- path: main.py ---
def f(a):
    return a

def

class C:
    x = 1
# --- symbols: main.py ---
# function f, 1 to 2
# class C, 6 to 7
#   attribute x, 7 to 7
