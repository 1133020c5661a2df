# The class's leading underscores are dropped for mangling; a class of underscores alone mangles nothing (reference, section 6.2.1).
_C__x = 1
__x = 2
class __C:
#     ^^^ global
    x = __x
#       ^ global implicit
    class __:
        x = _C__x, __x
#           ^ global implicit
#                  ^ global implicit
class _:
    x = __x
#       ^ global implicit
