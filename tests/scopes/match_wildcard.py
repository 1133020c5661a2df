# `_` in a pattern is the wildcard and binds nothing (reference, section 8.6.4.4).
match 1, 2:
    case _, [_, *_]:
#        ^ nothing
#            ^ nothing
#                ^ nothing
        pass
    case {"a": _, **rest}:
#              ^ nothing
#                   ^ global, bind
        _
#       ^ unresolved
