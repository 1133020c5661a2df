# broken
# Closing brackets too many.
def f(a):
#   ^ global
#     ^ local
    return a)
#          ^ local
def g(b):
#   ^ global
#     ^ local
    return b, f
#          ^ local
#             ^ global implicit
