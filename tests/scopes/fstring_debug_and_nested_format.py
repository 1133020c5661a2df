# `{x = }` uses the name once; a format specification may hold fields that hold specifications (reference, section 2.4.3).
x = y = z = 1
f"{x = } {y:{z}.{x}} {y:{z:{x}}}"
#  ^ global  ^ global    ^ global
#         ^ global    ^ global
#                ^ global   ^ global
