# broken
# Loops and `with` that are being typed.
def f(a):
#   ^ global
#     ^ local
    for i in
    b = a
#   ^ local
#       ^ local
    return b
#          ^ local
def g(c):
#   ^ global
#     ^ local
    with c as
    d = c
#   ^ local
#       ^ local
    return d
#          ^ local
