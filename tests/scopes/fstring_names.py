# The fields of an f-string belong to the block that it stands in, format specifications too (reference, section 2.4.3).
def f(a, width):
    b = f"{a!r:>{width}} {{a}} {a.c[a]=} a"
#   ^ local      ^ local   ^ nothing     ^ nothing
#       ^ nothing               ^ local
#          ^ local                ^ member
#                                   ^ local
    return f"{lambda_}" "{a}" rf'{b}\{a}'
#             ^ unresolved        ^ local
#                         ^ nothing   ^ local
