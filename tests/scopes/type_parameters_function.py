# Type parameters are visible in annotations and the body, not in defaults and decorators (reference, section 8.10).
# python 3.13
@d(T)
#^ unresolved
#  ^ unresolved
def f[T: B, *Ts, **P](a: T, b=T) -> U:
#   ^ global       ^ local  ^ local
#     ^ cell          ^ local       ^ unresolved
#        ^ unresolved    ^ cell
#            ^ local          ^ unresolved
    return T
#          ^ free f
T
# <- unresolved
