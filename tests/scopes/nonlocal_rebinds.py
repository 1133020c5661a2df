# `nonlocal` makes a name the enclosing function's (reference, section 7.13).
def f():
    n = 0
#   ^ cell
    def g():
        nonlocal n
#                ^ free f, declare
        n += 1
#       ^ free f, bind
        del n
#           ^ free f, delete
    return g
