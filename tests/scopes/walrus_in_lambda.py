# `:=` in a lambda binds a local of the lambda (PEP 572).
f = lambda v: [(n := v), n]
#          ^ local   ^ local
#               ^ local, bind
#                        ^ local
n
# <- unresolved
