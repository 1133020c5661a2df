# Up to 3.13 a method's annotations are evaluated in the class body (reference, section 8.7).
# python 3.13
class C:
    T = int
    x: T
#   ^ local, declare
#      ^ local
    def m(self, a: T) -> m:
#       ^ local    ^ local
#               ^ local  ^ local
        b: T
#       ^ local, declare
#          ^ unresolved, unevaluated
