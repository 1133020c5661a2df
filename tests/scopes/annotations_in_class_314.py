# From 3.14 on annotations have a block of their own, which sees the class (PEP 649).
# python 3.14
class C:
    T = int
    x: T
#   ^ local, declare
#      ^ class C
    def m(self, a: T) -> m:
#       ^ local    ^ class C
#               ^ local  ^ class C
        return a
    def n(self, a: "T", b: [T for _ in T]):
#       ^ local         ^ local   ^ local
#               ^ local     ^ unresolved
#                                      ^ class C
        return a
