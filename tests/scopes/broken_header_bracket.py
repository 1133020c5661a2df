# broken
# Headers whose brackets aren't closed keep their names, and their bodies are blocks.
import re
#      ^ global
def f(a, b:
#   ^ global
#     ^ local
#        ^ local
    if (m := re.match(a, b):
#       ^ local
#                     ^ local
        a = m
#       ^ local
#           ^ local
    return a, m
#          ^ local
#             ^ local
class C(dict[str, f:
#     ^ global
#       ^ built-in
    x = f
#   ^ local
#       ^ global implicit
    def g(self, c
#       ^ local
#         ^ local
        return c, f
#              ^ local
#                 ^ global implicit
y = C
# <- global
#   ^ global
