# What has an effect stays, all else goes.
# --- path: main.py ---
def f(g, m):
    a = 1
#   ^ cursor 1
    b = g()
#   ^ cursor 2
    c = d = g()
#   ^ cursor 3
    e: int = g()
#   ^ cursor 4
    h: int
    h = 2
#   ^ cursor 5
    i = g
#   ^ cursor 6
    j = lambda: g()
#   ^ cursor 7
    t = lambda x=g(): x
#   ^ cursor 14
    k = f"{g()}"
#   ^ cursor 8
    if l := g():
#      ^ cursor 9
        pass
    with g() as n, (g() as o):
#               ^ cursor 10
#                          ^ cursor 11
        pass
    try:
        pass
    except (ValueError, TypeError) as p:
#                                     ^ cursor 12
        pass
    with (g, m) as q:
#                  ^ cursor 13
        pass
    r = \
        g()
    return d
# --- actions 1 ---
# quickfix, preferred: Remove unused variable `a`
#   -2:     a = 1
# --- actions 2 ---
# quickfix, preferred: Remove unused variable `b`
#   -4:     b = g()
#   +4:     g()
# --- actions 3 ---
# quickfix, preferred: Remove unused variable `c`
#   -6:     c = d = g()
#   +6:     d = g()
# --- actions 4 ---
# quickfix, preferred: Remove unused variable `e`
#   -8:     e: int = g()
#   +8:     g()
# --- actions 5 ---
# quickfix, preferred: Remove unused variable `h`
#   -10:     h: int
#   -11:     h = 2
# --- actions 6 ---
# quickfix, preferred: Remove unused variable `i`
#   -13:     i = g
# --- actions 7 ---
# quickfix, preferred: Remove unused variable `j`
#   -15:     j = lambda: g()
# --- actions 8 ---
# quickfix, preferred: Remove unused variable `k`
#   -19:     k = f"{g()}"
#   +19:     f"{g()}"
# --- actions 9 ---
# quickfix, preferred: Remove unused variable `l`
#   -21:     if l := g():
#   +21:     if g():
# --- actions 10 ---
# quickfix, preferred: Remove unused variable `n`
#   -24:     with g() as n, (g() as o):
#   +24:     with g(), (g() as o):
# --- actions 11 ---
# quickfix, preferred: Remove unused variable `o`
#   -24:     with g() as n, (g() as o):
#   +24:     with g() as n, (g()):
# --- actions 12 ---
# quickfix, preferred: Remove unused variable `p`
#   -30:     except (ValueError, TypeError) as p:
#   +30:     except (ValueError, TypeError):
# --- actions 13 ---
# refactor.rewrite: Rename to `_q`: nothing uses it
#   -33:     with (g, m) as q:
#   +33:     with (g, m) as _q:
# --- actions 14 ---
# quickfix, preferred: Remove unused variable `t`
#   -17:     t = lambda x=g(): x
#   +17:     lambda x=g(): x
