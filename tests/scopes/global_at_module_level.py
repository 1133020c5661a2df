# At module level `global` is allowed and changes nothing (reference, section 7.12).
global x
#      ^ global, declare
x = 1
# <- global
def f():
    return x
#          ^ global implicit
