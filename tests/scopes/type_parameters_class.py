# A generic class's bases are evaluated within reach of its type parameters (reference, section 8.10).
class C[T](Base[T], key=T):
#     ^ global  ^ cell  ^ cell
#       ^ cell      ^^^ label
#          ^ unresolved
    x: T
#   ^ local, declare
#      ^ free C
    def m[V](self, a: V, b: T) -> x:
#       ^ local    ^ local  ^ free C
#         ^ cell      ^ free m    ^ class C
#            ^ local     ^ local
        return T
#              ^ free C
