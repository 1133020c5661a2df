# From 3.14 on the annotations of a function's variables are left alone: the name means what it would there (PEP 649).
# python 3.14
def f(T):
#     ^ cell
    x: T = 1
#   ^ local
#      ^ free f, annotation
    def g(a: T) -> T:
#         ^ local  ^ free f
#            ^ free f
        return a
