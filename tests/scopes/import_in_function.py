# An import in a function binds a local (reference, section 7.11).
def f():
    import os.path
#          ^ local, bind
#             ^ segment
    from sys import argv as args
#        ^ segment  ^ imported
#                           ^ local, bind
    return os, args, sys
#          ^ local   ^ unresolved
#              ^ local
os
# <- unresolved
