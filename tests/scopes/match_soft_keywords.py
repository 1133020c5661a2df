# `match`, `case`, `type` and `_` are names wherever they are no keywords (reference, section 2.3.2).
match = case = type = _ = 1
# <- global    ^ global
#       ^ global      ^ global
match[case]
# <- global
#     ^ global
print(match, type(_))
#     ^ global    ^ global
#            ^ global
type = type
# <- global, bind
#      ^ global, use
