# The value of a type alias is a block of its own, evaluated on demand (reference, section 7.14).
def f(x):
#     ^ cell
    type A = list[A, x]
#   ^ nothing     ^ free f
#        ^ cell, bind
#            ^ built-in
#                    ^ free f
    return A
#          ^ cell
