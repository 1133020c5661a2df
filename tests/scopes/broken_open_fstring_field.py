# broken
# A field of an f-string that is being typed.
def f(a):
#   ^ global
#     ^ local
    b = a
#   ^ local
#       ^ local
    print(f"x {a")
#              ^ local
    return b
#          ^ local
def g(c):
#   ^ global
#     ^ local
    return c
#          ^ local
