# broken
# What the parser makes nothing of within constructs still uses its names.
a = b = 1
# <- global
#   ^ global
def f(x, y z):
#   ^ global
#     ^ local
#        ^ local
    return x, y
#          ^ local
#             ^ local
c = (a, a b)
# <- global
#    ^ global
#       ^ global
#         ^ global
class C(a b): pass
#     ^ global
#       ^ global
#         ^ global
lambda p q: p
#           ^ local
