# broken
# A member that is being typed at the end of the file.
def f(x):
#   ^ global
#     ^ cell
    return lambda: x
#                  ^ free f
y = f
# <- global
#   ^ global
y.
# <- global
