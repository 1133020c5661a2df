# What `isinstance` says holds in the rest of its condition, too, in the conditions of a comprehension that follow, and behind the `else` of what asks
# for the opposite.
# --- path: main.py ---
class A:
    name = 1
#   ^ def 1
    def m(self): pass
#       ^ def 2
def f(x, y, xs):
    x.m if isinstance(x, A) and x.name else x.name
#     ^ cursor 2
#                                 ^ cursor 1
#                                             ^ def 3 cursor 3
    y.m if not isinstance(y, A) else y.name
#     ^ def 4 cursor 4
#                                      ^ cursor 1
    [a.m for a in xs if isinstance(a, A) and a.name if a.m]
#      ^ cursor 2
#                                              ^ cursor 1
#                                                        ^ cursor 2
