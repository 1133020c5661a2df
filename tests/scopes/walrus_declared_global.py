# `:=` in a comprehension obeys a `global` or `nonlocal` of the block that it binds in (PEP 572).
def f():
    def g():
        global a
#              ^ global explicit, declare
        nonlocal b
#                ^ free f, declare
        return [(a := x, b := x) for x in ()]
#                ^ global explicit, bind
#                     ^ local        ^ local, bind
#                        ^ free f, bind
#                             ^ local
    b = 1
#   ^ cell
a
# <- global
