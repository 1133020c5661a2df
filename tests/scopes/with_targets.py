# `with … as` binds its targets, nested ones too (reference, section 8.5).
def f(m):
    with m as a, m() as (b, [c]), m as d.e, m as f[a]:
#             ^ local    ^ local       ^ unresolved
#                            ^ local     ^ member  ^ local, use
#                                                ^ global implicit
        return a, b, c
#              ^ local
#                 ^ local
#                    ^ local
    with (m as g, m):
#         ^ local
#              ^ local, bind
#                 ^ local, use
        return g
#              ^ local
