# A star import binds at run time: names that nothing else binds may come from it (reference, section 7.11).
from m import *
#    ^ segment
#             ^ nothing
def f():
    return brought, len
#          ^ unresolved
#                   ^ built-in
