# broken
# A string that isn't closed yet hides the rest of its line alone.
def f(a):
#   ^ global
#     ^ local
    b = a
#   ^ local
#       ^ local
    print("hello
    return b
#          ^ local
def g(c):
#   ^ global
#     ^ local
    return c
#          ^ local
