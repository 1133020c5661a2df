# `x += 1` binds: the name is local and one occurrence (reference, section 7.2.1).
x = 0
def f():
    x += 1
#   ^ local, bind
def g():
    return x
#          ^ global implicit
