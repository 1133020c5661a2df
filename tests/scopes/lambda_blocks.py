# A lambda is a function: its parameters hide outer names, its body captures them (reference, section 6.14).
def f(x, y):
#     ^ cell
#        ^ cell
    return lambda y: lambda: (x, y)
#                 ^ cell      ^ free f
#                                ^ free <lambda>
    return lambda: y
#                  ^ free f
