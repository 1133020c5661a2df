# The default of a type parameter is an expression, though a `=` stands before it (PEP 696).
int_alias = int
def f[T = int_alias](): return T
#     ^ cell, bind             ^ free f
#         ^ global implicit, use
type A[*Ts = *tuple[int, ...]] = Ts
#    ^ global       ^ built-in, use
#       ^ cell, bind             ^ free A
#             ^ built-in, use
