# broken
# An assignment without a value still binds.
x =
# <- global
y: int =
# <- global
def f():
#   ^ global
    z +=
#   ^ local
    for i in
#       ^ local
    return x, y, z, i
#          ^ global implicit
#             ^ global implicit
#                ^ local
#                   ^ local
