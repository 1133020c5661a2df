# broken
# A def that is being typed: the functions around keep their names and locals.
def f(a):
#   ^ global
#     ^ local
    return a
#          ^ local

def
def h(b):
#   ^ global
#     ^ local
    return b, f
#          ^ local
#             ^ global implicit
