# A star before a bracket or a string unpacks it, in a subscript and outside brackets, too.
def values(a, b):
    c = *(a), b
#         ^ local
    d = b, *[a for a in c], b
#            ^ local, use
    for e in *(a or b), *{d}:
#       ^ local, bind
        print(e[*(a), *[d]])
#                 ^ local
    c += *"ab", *b"ab", d
    yield *(a), b
    return *(f for f in a), c, d, e
#                  ^ local, bind
def targets(a):
    *(b), c = a
#     ^ local, bind
    *[d, e], f = a
#        ^ local, bind
    for g, *(h) in a:
#            ^ local, bind
        print(b, c, d, e, f, g, h)
#                               ^ local
def other_operands(a, b):
    c = *-a, *None, b
#         ^ local, use
    d = b, *1, *...
    print(a[*not c], a[*lambda e: e, d])
#                ^ local, use
#                                 ^ local, use
    return f"{*-d, b}"
#               ^ local, use
def in_an_annotation(a):
    def f(*b: *(a)): return b
#               ^ free in_an_annotation, use
def nested_targets(a):
    [*(b), c] = a
#      ^ local, bind
    d, (*[e, f], g) = a
#         ^ local, bind
    return [d for *(d), h in a], b, c, e, f, g
#                   ^ local, bind
