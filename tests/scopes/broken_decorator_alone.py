# broken
# A decorator without its function, at the end of the file.
def d(f):
#   ^ global
#     ^ local
    return f
#          ^ local
x = d
# <- global
#   ^ global
@
