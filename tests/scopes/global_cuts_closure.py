# A function that declares a name global ends the look-up of the blocks in it (reference, section 7.12).
x = 0
def f():
    x = 1
#   ^ local
    def g():
        global x
#              ^ global explicit, declare
        return lambda: x
#                      ^ global implicit
    return g
