# A name that is declared global and bound nowhere may come from another module, or from the built-ins.
def f():
    global missing, len
#          ^ global explicit, declare
#                   ^ global explicit, declare
    return missing, len
#          ^ global explicit
#                   ^ global explicit
missing
# <- unresolved
len
# <- built-in
