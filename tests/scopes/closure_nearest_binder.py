# The nearest enclosing block that binds a name owns it (reference, section 4.2.2).
def f():
    x = 1
#   ^ cell
    def g():
        x = 2
#       ^ cell
        def h():
            return x
#                  ^ free g
        return h
    return g, lambda: x
#          ^ local    ^ free f
