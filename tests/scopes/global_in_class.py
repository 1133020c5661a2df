# `global` in a class body: the class has no such name, its methods see the module's (reference, section 7.12).
def f():
    x = 1
#   ^ cell
    class C:
        global x
#              ^ global explicit, declare
        x = 2
#       ^ global explicit
        def x2(self):
            return x
#                  ^ free f
    return C
x
# <- global
