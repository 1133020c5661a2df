# broken
# The marks of a merge conflict between statements.
def f(a):
#   ^ global
#     ^ local
    return a
#          ^ local
<<<<<<< ours
x = f
# <- global
#   ^ global
=======
x = 1
# <- global
>>>>>>> theirs
def g(b):
#   ^ global
#     ^ local
    return b, x
#          ^ local
#             ^ global implicit
