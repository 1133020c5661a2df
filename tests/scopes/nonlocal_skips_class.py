# `nonlocal` never means a class's name (reference, section 7.13).
def f():
    x = 0
#   ^ cell
    class C:
        x = 1
#       ^ local
        def m(self):
            nonlocal x
#                    ^ free f, declare
            x = 2
#           ^ free f
    return C
