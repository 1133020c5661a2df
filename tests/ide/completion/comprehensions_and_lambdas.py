# A comprehension in a class sees the module's names, its first iterable the class's; a default belongs to the block around.
# --- open: main.py ---
MODULE = 1
class C:
    items = 1
    a = [one for one in it]
#                         ^ cursor 1
    b = [on for one in items]
#          ^ cursor 2
    c = lambda argument, other=ot: argument
#                                ^ cursor 3
    d = lambda argument: arg
#                           ^ cursor 4
# --- completion 1 ---
# a: property, local
# items: property, local
# C: class, global
# MODULE: variable, global
# b: property, local, bound below
# c: property, local, bound below
# d: property, local, bound below
# --- completion 2 ---
# one: variable, local
# C: class, global
# MODULE: variable, global
# --- completion 3 ---
# a: property, local
# b: property, local
# c: property, local
# items: property, local
# C: class, global
# MODULE: variable, global
# d: property, local, bound below
# --- completion 4 ---
# argument: parameter, local
# C: class, global
# MODULE: variable, global
