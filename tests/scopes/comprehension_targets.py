# A comprehension's targets are its own (reference, section 6.2.4).
x = y = ()
a = [x for x in x if x]
#    ^ local, use    ^ local
#          ^ local, bind
#               ^ global
b = {x: y for x, y in x}
#    ^ local  ^ local, bind
#       ^ local  ^ local, bind
#                     ^ global
c = {x for x in y for y in x}
#    ^ local    ^ global   ^ local
#          ^ local, bind
#                     ^ local, bind
d = (x async for x in y)
#    ^ local     ^ local, bind
#                     ^ global
x
# <- global
