# All that binds the variable goes together. Where it may be an object that others hold, too, `+=` has an effect.
# --- path: main.py ---
def f(g):
    a = 0
#   ^ cursor 1
    if g():
        a += 1
    b = g
#   ^ cursor 2
    b += [1]

def h(g):
    c = 0
    for i in g:
        c += i()
#       ^ cursor 3
        print(i)

def j():
    d += 1
#   ^ cursor 4
# --- actions 4 ---
# --- actions 1 ---
# quickfix, preferred: Remove unused variable `a`
#   -2:     a = 0
#   -5:         a += 1
#   +4:         pass
# --- actions 2 ---
# --- actions 3 ---
# quickfix, preferred: Remove unused variable `c`
#   -11:     c = 0
#   -13:         c += i()
#   +12:         i()
