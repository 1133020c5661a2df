# In a class, a name with two leading underscores is private to it: `__x` is `_C__x` (reference, section 6.2.1).
__x = 1
# <- global
_C__x = 2
# <- global
class C:
    def m(self):
        return __x, _C__x
#              ^^^ global implicit
#                   ^^^^^ global implicit
    def n(self, __p):
#               ^^^ cell
        return lambda: _C__p
#                      ^^^^^ free n
    __y = 1
#   ^^^ local
    __z__ = _C__y
#   ^^^^^ local
#           ^ local
class D:
    x = __x
#       ^ unresolved
