# The strings of `__all__` name the module's variables (reference, section 7.11).
__all__ = ["f", 'x']
# <- global      ^ global, export
#           ^ global, export
__all__ += ("y",)
#            ^ global, export
__all__.append("z")
# <- global     ^ global, export
#       ^ member
__all__.extend(["w"])
#                ^ global, export
__all__.remove("w")
#               ^ global, unexport
def f(): pass
x = y = z = w = 1
"f"
#^ nothing
