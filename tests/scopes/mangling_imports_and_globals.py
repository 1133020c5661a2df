# Imports and `global` in a class are mangled; keyword labels are not (reference, section 6.2.1).
class C:
    import __a.b
#          ^^^ local, bind
#              ^ segment
    from m import __c
#                 ^ local, bind
    def m(self):
        global __d
#              ^ global explicit, declare
        __d = f(__e=1)
#       ^ global explicit
#             ^ unresolved
#               ^^^ label
_C__d
# <- global
__d
# <- unresolved
