# broken
# A bracket that isn't closed yet: what stands before and after keeps its meaning.
def f(a):
#   ^ global
#     ^ local
    b = a
#   ^ local
#       ^ local
    print(b, (a
#         ^ local
#             ^ local

def g(c):
#   ^ global
#     ^ local
    return c
#          ^ local

class C:
#     ^ global
    x = 1
#   ^ local
    def m(self):
#       ^ local
        return x
#              ^ unresolved
