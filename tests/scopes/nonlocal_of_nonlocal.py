# `nonlocal` of a name that is nonlocal there as well leads to the owner (reference, section 7.13).
def f():
    x = 0
#   ^ cell
    def g():
        nonlocal x
#                ^ free f, declare
        def h():
            nonlocal x
#                    ^ free f, declare
            x = 1
#           ^ free f
