# broken
# A string that isn't closed within brackets that are.
x = 1
# <- global
y = f(x, "a (b
# <- global
#     ^ global
      "c", x)
#          ^ global
z = f"{x} {y!r:>{x}" + y
# <- global
#      ^ global
#          ^ global
def f(a): return a
#   ^ global
#     ^ local
