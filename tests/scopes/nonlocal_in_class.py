# A class body may declare a name nonlocal: the binding is the function's (reference, section 7.13).
def f():
    x = 0
#   ^ cell
    class C:
        nonlocal x
#                ^ free f, declare
        x = 1
#       ^ free f
    return C
