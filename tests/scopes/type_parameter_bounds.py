# Bounds and defaults are blocks of their own within reach of all type parameters (PEP 695, PEP 696).
# python 3.13
class C[T: (U, X), U = list[T]]: pass
#       ^ cell     ^ cell   ^ free C
#           ^ free C   ^ built-in
#              ^ unresolved
