# Some way leads past the bindings: which.
# --- open: main.py ---
def f(a):
    if a:
        b = 1
    print(b)
#         ^ `b` may be unbound: it is not bound when the `if` at line 2 is false
    for c in a:
        d = c
    print(c)
#         ^ `c` may be unbound: it is not bound when the `for` at line 6 runs no round
    return d
#          ^ `d` may be unbound: it is not bound when the `for` at line 6 runs no round
def g(a):
    try:
        b = a()
    except ValueError:
        print("no")
    return b
#          ^ `b` may be unbound: it is not bound when an exception leaves the `try` at line 13 early
def h(a):
    match a:
        case 1:
            b = 1
        case 2:
            b = 2
    return b
#          ^ `b` may be unbound: it is not bound when no `case` of the `match` at line 20 fits
def i(a):
    for b in a:
        if b:
            c = b
            break
    return c
#          ^ `c` may be unbound: it is not bound when the `for` at line 28 ends without `break`
def j(a):
    with suppress(ValueError):
        b = a()
    print(b)
#         ^ `b` may be unbound: it is not bound when the `with` at line 35 swallows an exception
    if a > 1:
        c = 1
    elif a:
        pass
    else:
        c = 2
    return a and (d := 1), b, c, d
#                             ^ `c` may be unbound: it is not bound when the `elif` at line 41 is true
#                                ^ `d` may be unbound: it is not bound when the expression at line 45 leaves a part out
from contextlib import suppress
class K:
    def k(self, a):
        if a:
            b = 1
        else:
            self.l(a)
        return b
#              ^ `b` may be unbound: it is not bound when the `if` at line 51 is false
    def l(self, a):
        if a:
            raise ValueError
        elif a is None:
            raise TypeError
def walrus(a, b):
    with suppress(KeyError):
        return a[c := b()]
    return c
#          ^ `c` may be unbound: it is not bound when the `with` at line 63 swallows an exception
def unharmed(a):
    try:
        a()
    except ValueError:
        b = 1
    return b
#          ^ `b` may be unbound: it is not bound when no exception leaves the `try` at line 68 early
def rounds(a):
    for b in range(3):
        if b == a:
            c = b
    return c
#          ^ `c` may be unbound: it is not bound when no round of the `for` at line 75 binds it
