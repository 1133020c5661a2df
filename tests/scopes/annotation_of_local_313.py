# Up to 3.13 the annotations of a function's variables are resolved though never evaluated (PEP 526).
# python 3.13
def f(T):
#     ^ local
    x: T = 1
#   ^ local
#      ^ local, unevaluated
    def g(a: T) -> T:
#         ^ local  ^ local
#            ^ local
        return a
