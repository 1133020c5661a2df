# `lazy import` binds as `import` does (PEP 810).
# python 3.15
lazy import a.b
# <- nothing  ^ segment
#           ^ global, bind
lazy from c import d as e
# <- nothing       ^ imported
#         ^ segment     ^ global, bind
lazy = a, d, e
# <- global  ^ global
#      ^ global
#         ^ unresolved
