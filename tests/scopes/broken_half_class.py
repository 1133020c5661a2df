# broken
# A class that is being typed.
x = 1
# <- global
class C(
def f(y):
#   ^ global
#     ^ local
    return x, y
#          ^ global implicit
#             ^ local
