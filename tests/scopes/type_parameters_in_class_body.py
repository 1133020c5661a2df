# Type parameters in a class see the class's names, the functions in it don't (reference, section 4.2.4).
class C:
    x = int
    def f[T: x](self, a=x):
#       ^ local       ^ local
#         ^ local       ^ local
#            ^ class C
#               ^ local
        return x
#              ^ unresolved
    type A[T] = tuple[T, x, A]
#        ^ local      ^ free A
#          ^ cell        ^ class C
#               ^ built-in  ^ class C
