# A loop's targets belong to the block that the loop stands in, after it as well (reference, section 8.3).
def f(v):
    for i, (j, *k) in v:
#       ^ local, bind
#           ^ local, bind
#               ^ local, bind
#                     ^ local, use
        pass
    else:
        i
#       ^ local
    for a.b in v: pass
#       ^ unresolved, use
#         ^ member
    return i, j, k
#          ^ local
#             ^ local
#                ^ local
