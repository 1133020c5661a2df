# Where a shape asks for a name, it may go unused: unpackings, loops, patterns. So may what is never bound.
# only: unused-variable
# --- open: main.py ---
def f(pairs):
    a, b = pairs
#   ^ nothing
    for c, d in pairs: pass
    for e in pairs: pass
    match pairs:
        case [g, *h]: pass
    with pairs as (i, j): pass
    k = 1
    k, l = pairs
    m: int
    def n(): pass
    class O: pass
    [p for p in pairs]
