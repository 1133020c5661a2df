# broken
# A header without its colon: the names in and behind it keep their meaning.
def f(v):
#   ^ global
#     ^ local
    if v
#      ^ local
        w = v
#           ^ local
    return v
#          ^ local
def g(x):
#   ^ global
#     ^ local
    return x, f
#          ^ local
#             ^ global implicit
