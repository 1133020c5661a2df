# A class body that doesn't bind a name uses the enclosing function's (reference, section 4.2.2).
def f(x):
#     ^ cell
    class C:
#         ^ local
        y = x
#       ^ local
#           ^ free f
    return C
