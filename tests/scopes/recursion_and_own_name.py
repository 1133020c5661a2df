# A function's own name is bound outside of it (reference, section 8.7).
def f():
#   ^ global
    return f
#          ^ global implicit
def g():
    def h():
#       ^ cell
        return h
#              ^ free g
    class K:
#         ^ cell
        def m(self):
            return K
#                  ^ free g
    return h, K
