# Targets in brackets and behind stars bind each their name (reference, section 7.2).
def f(v):
    (a, [b, *c]), *d = e = v
#    ^ local       ^ local
#        ^ local       ^ local
#            ^ local       ^ local
    return a, b, c, d, e
#          ^ local  ^ local
#             ^ local  ^ local
#                ^ local
