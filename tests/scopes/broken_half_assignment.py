# broken
# An assignment without a value.
def f(a):
#   ^ global
#     ^ local
    b = a
#   ^ local
#       ^ local
    c =
    return a, b
#          ^ local
#             ^ local
def g(d):
#   ^ global
#     ^ cell
    return lambda: d
#                  ^ free g
