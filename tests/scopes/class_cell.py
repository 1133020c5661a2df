# `__class__` in a method is the class, as a free name; in the class body it is an ordinary name (reference, section 3.3.3.6).
class C:
    def m(self):
        return __class__, super().m
#              ^ free C   ^ built-in
#                                 ^ member
    def n(self, __class__):
#               ^ local
        return __class__
#              ^ local
    a = __class__
#       ^ unresolved
    b = [__class__ for _ in "1"]
#        ^ free C
__class__
# <- unresolved
