# A class body that binds a name has it as its own, though a function around binds it as well (reference, section 4.2.2).
def f(x):
#     ^ local
    class C:
        x = x
#       ^ local
#           ^ local
    return C
