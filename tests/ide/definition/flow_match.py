# A capture reaches its own case; the cases before it may have bound their names before they failed.
# --- path: main.py ---
x = 0
match x:
    case [x, 1]:
#         ^ def 1 def 2
        x
#       ^ cursor 1
    case x if x:
#        ^ def 2
        pass
    case x: pass
#        ^ def 2
x
# <- cursor 2
# Each alternative of a pattern may have bound its names.
# --- path: alternatives.py ---
match x:
    case [y, "|"] | {"y": (1 | y)} | ([[y] | {"y": y}], 2) as z:
#         ^ def 3
#                              ^ def 3
#                                       ^ def 3
#                                                  ^ def 3
#                                                             ^ def 4
        y
#       ^ cursor 3
        z
#       ^ cursor 4
