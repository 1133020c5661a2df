# A local that an inner block uses is a cell; there it is free (reference, section 4.2.2).
def outer(captured, kept):
#   ^ global        ^ local
#         ^ cell
    def inner():
#       ^ local
        return captured
#              ^ free outer
    return inner, kept
#          ^ local
#                 ^ local
