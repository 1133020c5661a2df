# A bare name in a pattern captures; dotted names, classes and keywords do not (reference, section 8.6).
def f(subject, color):
    match subject:
#   ^ nothing
#         ^ local
        case [a, *b] | (a, b):
#       ^ nothing       ^ local, bind
#             ^ local, bind
#                 ^ local, bind
#                          ^ local, bind
            return a, b
#                  ^ local
#                     ^ local
        case {"k": c, color.red: d, **e}:
#                  ^ local, bind      ^ local, bind
#                     ^ local, use
#                           ^ member
#                                ^ local, bind
            return c, d, e
        case int(g) | Point(x=g):
#            ^ built-in       ^ local, bind
#                ^ local, bind
#                     ^ unresolved
            return g
        case str() as h if h:
#            ^ built-in    ^ local, use
#                     ^ local, bind
            return h
        case i:
#            ^ local, bind
            return i
