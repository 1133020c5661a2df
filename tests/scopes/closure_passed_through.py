# Blocks between a use and its owner hand the variable on without mentioning it (reference, section 4.2.2).
def f():
    x = 1
#   ^ cell
    def g():
        def h():
            return lambda: [x for _ in "1"]
#                           ^ free f
#                                 ^ local
        return h
#              ^ local
    return g
