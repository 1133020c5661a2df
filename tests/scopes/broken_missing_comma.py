# broken
# Two lines within brackets without a comma between them.
def f(a,
#   ^ global
#     ^ local
      b
#     ^ local
      c):
#     ^ local
    x = [a
#   ^ local
#        ^ local
         b,
#        ^ local
         c]
#        ^ local
    return x, c
#          ^ local
#             ^ local
y = f
# <- global
#   ^ global
