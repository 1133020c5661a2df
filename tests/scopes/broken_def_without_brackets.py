# broken
# A name that something else than brackets follows begins a function all the same: what stands behind it is its body.
def f = a
#   ^ global
    b = 1
#   ^ local
    return b
#          ^ local
def g):
#   ^ global
    b = 2
#   ^ local
    return b
#          ^ local
class C D:
#     ^ global
    b = 3
#   ^ local
    def m(self, c):
#       ^ local
#         ^ local
#               ^ local
        return c
#              ^ local
def h(d):
#   ^ global
#     ^ local
    return d
#          ^ local
