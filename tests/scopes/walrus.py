# `:=` binds in the block it stands in (reference, section 6.12).
def f(v):
    if (n := len(v)) > 1:
#       ^ local, bind
#            ^ built-in
#                ^ local
        return n
#              ^ local
n
# <- unresolved
