# broken
# A member that is being typed: the names before the dot and the lines around keep their meaning.
import os
#      ^ global
def f(path):
#   ^ global
#     ^ local
    base = path
#   ^ local
#          ^ local
    base.
#   ^ local
    return base, path
#          ^ local
#                ^ local
def g():
#   ^ global
    return f, os
#          ^ global implicit
#             ^ global implicit
