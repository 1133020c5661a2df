# The keyword of an argument is no use of a name (reference, section 6.3.4).
x = 1
dict(x=x, y=2)
# <- built-in
#    ^ label
#      ^ global
#         ^ label
