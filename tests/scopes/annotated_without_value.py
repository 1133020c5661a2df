# An annotation without a value makes the name local all the same (reference, section 7.2.2).
x = 1
def f():
    x: int
#   ^ local, declare
    return x
#          ^ local
y: int
# <- global, declare
#  ^ built-in
