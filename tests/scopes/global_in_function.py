# `global` makes a name the module's, wherever in the block it is bound (reference, section 7.12).
x = 0
def f():
    global x, y
#          ^ global explicit, declare
#             ^ global explicit, declare
    x = y = 1
#   ^ global explicit
#       ^ global explicit
    def g():
        return x
#              ^ global implicit
    return g
y
# <- global
