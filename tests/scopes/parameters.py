# Parameters of every kind are local; defaults and annotations are evaluated outside (reference, section 8.7).
def f(a, /, b, *c, d=len, e: int = 0, **g):
#   ^ global    ^ local   ^ local       ^ local
#     ^ local      ^ local   ^ built-in
#           ^ local  ^ built-in
    return a, b, c, d, e, g
#          ^ local  ^ local
#             ^ local  ^ local
#                ^ local  ^ local
h = lambda i, *j, k=f, **l: (i, j, k, l)
#          ^ local  ^ global    ^ local
#              ^ local   ^ local   ^ local
#                 ^ local    ^ local  ^ local
