# Names that every module has from its start (reference, section 3.2.9).
__name__, __file__, __doc__, __spec__
# <- module attribute        ^ module attribute
#         ^ module attribute
#                   ^ module attribute
def f():
    return __name__
#          ^ module attribute
