# Where nothing is known of what stands before a dot, a name behind it is defined where the same names are assigned, and is what is assigned there.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
def f(info, other):
    info.part = A()
#        ^ def 2
    info.part.m
#        ^ cursor 2
#             ^ cursor 1
    other.part
#         ^ def 3 cursor 3
    if other.size:
        info.part = None
#            ^ def 2 cursor 2
    info.own.deep = A()
#            ^ def 4
    info.own.deep.m, info.own.deep
#                 ^ cursor 1
#                             ^ cursor 4
    info.circle = info.circle.next
#        ^ def 5 cursor 5
#                             ^ def 6 cursor 6
def g(info): info.part
#                 ^ def 7 cursor 7
def marked(): pass
marked.short = A()
#      ^ def 8
def h(): marked.short.m
#               ^ cursor 8
#                     ^ cursor 1
