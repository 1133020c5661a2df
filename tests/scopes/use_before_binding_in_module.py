# Order does not decide the kind: a module's name is global also before it is bound (reference, section 4.2.2).
def f():
    return later
#          ^ global implicit
later
# <- global
later = 1
# <- global, bind
len
# <- global, use
len = len
# <- global, bind
#     ^ global, use
never
# <- unresolved
