# Keywords, constants, numbers, strings and comments have no names (reference, section 2.3.1).
x = None is True or not False
# <- global             ^ nothing
#   ^ nothing
#           ^ nothing
y = 0xabc + 1e5 + 2j + ...
#    ^ nothing     ^ nothing
#            ^ nothing
#                      ^ nothing
if x: pass  # x y
# <- nothing  ^ nothing
#  ^ global
#     ^ nothing
"x"; b"x"; r"{x}"
#^ nothing    ^ nothing
#    ^ nothing
#      ^ nothing
