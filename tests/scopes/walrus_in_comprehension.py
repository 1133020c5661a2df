# `:=` in a comprehension binds in the nearest block that is none (PEP 572).
def f(v):
    [[last := x for x in y] for y in v]
#     ^ free f, bind     ^ local     ^ local
#             ^ local           ^ local, bind
#                   ^ local, bind
    return last
#          ^ cell
[top := x for x in ()]
#^ global explicit, bind
#       ^ local
#             ^ local
top
# <- global
