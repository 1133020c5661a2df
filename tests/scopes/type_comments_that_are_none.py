# What is no type, or stands behind no construct that takes one, is a comment and nothing else.
C = 1
f(C)  # type: C
#             ^ nothing
# type: C
#       ^ nothing
x = 1
# type: C
#       ^ nothing
x = 1  # a comment # type: C
#                          ^ nothing
x = 1  # type: the C
#                  ^ nothing
x = 1  # type: C or C
#              ^ nothing
x += 1  # type: C
#               ^ nothing
x: int = 1  # type: C
#                   ^ nothing
x = "  # type: C"
#              ^ nothing
x = f(1,  # type: C
#                 ^ nothing
      2)
def f(
    # type: C
#           ^ nothing
    a=1
): pass  # type: (C) -> C
#                 ^ nothing
def g():  # about # type: () -> C
#                               ^ nothing
    pass
while C:  # type: C
#                 ^ nothing
    pass
def h():
    # type: C
#           ^ nothing
    pass
    # type: () -> C
#                 ^ nothing
