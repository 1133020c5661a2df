# A class's names are not visible in its methods (reference, section 4.2.2).
class C:
#     ^ global
    x = 1
#   ^ local
    y = x
#   ^ local
#       ^ local
    def m(self):
#       ^ local
#         ^ local
        return x, self.y, m
#              ^ unresolved
#                 ^ local
#                      ^ member
#                         ^ unresolved
    z = lambda: x
#               ^ unresolved
    w = [x for _ in x]
#   ^ local    ^ local
#        ^ unresolved
#                   ^ local
