# broken
# Parameters that are being typed.
def f(a):
#   ^ global
#     ^ local
    return a
#          ^ local

x = f
# <- global
#   ^ global
def g(a,

def h(b):
#   ^ global
#     ^ local
    return b, x
#          ^ local
#             ^ global implicit
