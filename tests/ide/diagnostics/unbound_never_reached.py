# A use that is never reached, as conditions around it exclude each other, is no error; nor where one of a list of them is left.
# --- open: main.py ---
def f(method, sig):
    if sig and method is None:
        p = 1
    elif method is None:
        p = 2
    else:
        p = sig if method is not None else p
    return p


def g(a, b):
    if not (a or b):
        if a:
            print(q)
        if b:
            print(q)
        print(q)
#             ^ local variable `q` is used before it is bound: it is local to all of `g` because line 19 binds it
    q = 1
