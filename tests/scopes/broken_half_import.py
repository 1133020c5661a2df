# broken
# An import that is being typed: nothing is bound by it, the others are.
import a
#      ^ global
from b import
import c
#      ^ global
from
def f():
#   ^ global
    return a, c
#          ^ global implicit
#             ^ global implicit
