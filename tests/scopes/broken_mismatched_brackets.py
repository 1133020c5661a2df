# broken
# Brackets that don't match within a line, and calls without room for what they lack.
def f(a, *b): return a, b
#   ^ global
#     ^ local
#         ^ local
x = f([f, f(1)
# <- global
#   ^ global
#      ^ global
y = f(x, [x)
# <- global
#   ^ global
#     ^ global
#         ^ global
z = f(y])
# <- global
#     ^ global
d = {"k": x,
# <- global
#         ^ global
     "l": y
#         ^ global
e = d
# <- global
#   ^ global
