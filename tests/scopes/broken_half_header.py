# broken
# Headers that are being typed over their bodies.
def f(a, b):
#   ^ global
#     ^ local
#        ^ local
    if not
        c = a
#       ^ local
#           ^ local
    elif
        c = b
#       ^ local
#           ^ local
    else
        c = f
#       ^ local
#           ^ global implicit
    for x in
#       ^ local
        c = x
#       ^ local
#           ^ local
    while a and
#         ^ local
        b = c
#       ^ local
#           ^ local
    try
        d = c
#       ^ local
#           ^ local
    except OSError as e
#          ^ built-in
#                     ^ local
        print(e, d)
#             ^ local
#                ^ local
    return c, d
#          ^ local
#             ^ local
class C
#     ^ global
    def g
#       ^ local
        h = C
#       ^ local
#           ^ global implicit
    k = g
#   ^ local
#       ^ local
