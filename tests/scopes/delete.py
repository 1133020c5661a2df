# `del x` is a binding operation for the compiler: the name is local (reference, section 7.5).
x = 1
def f():
    del x
#       ^ local, delete
def g(a, b, c):
    del a, (b, [c])
#       ^ local, delete
#           ^ local, delete
#               ^ local, delete
def h():
    del q
#       ^ cell, delete
    return lambda: q
#                  ^ free h
