# broken
# Triple quotes that are never closed hide their line alone.
def f(a):
#   ^ global
#     ^ local
    """What it does
    b = a
#   ^ local
#       ^ local
    return b
#          ^ local
x = f
# <- global
#   ^ global
