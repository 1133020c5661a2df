# `del` unbinds, and so does the end of `except … as`.
# --- open: main.py ---
def f(x, y):
    del x
    print(x)
#         ^ `x` is used after line 2 has deleted it
    if y:
        del y
    return y
#          ^ `y` may be unbound: it is deleted when the `if` at line 5 is true
def g(a):
    try:
        a()
    except ValueError as e:
        print(e)
    else:
        return
    return e
#          ^ `e` is used after the `except` of line 12, which deletes it at its end
def h():
    del x
#       ^ `x` is deleted, but nothing binds it
