# Assigning to an item binds nothing: the container and the index are used (reference, section 7.2).
a = {}
def f(i):
    a[i] = 1
#   ^ global implicit, use
#     ^ local, use
    a[i] += 1
#   ^ global implicit, use
#     ^ local, use
    del a[i]
#       ^ global implicit, use
#         ^ local, use
