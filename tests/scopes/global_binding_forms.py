# Under `global`, a def, a class, an import and a loop bind the module's names (reference, section 7.12).
def f():
    global g, C, m, i
#          ^ global explicit, declare
#             ^ global explicit, declare
#                ^ global explicit, declare
#                   ^ global explicit, declare
    def g(): pass
#       ^ global explicit, bind
    class C: pass
#         ^ global explicit, bind
    import m
#          ^ global explicit, bind
    for i in (): pass
#       ^ global explicit, bind
g, C, m, i
# <- global
#  ^ global
#     ^ global
#        ^ global
