# `if`, `try`, `while`, `with` make no block: their bindings are those of the block around (reference, section 4.1).
def f(c):
    if c:
        x = 1
#       ^ local
    elif c:
        def x(): pass
#           ^ local
    while c:
        import y
#              ^ local
    else:
        y = 1
#       ^ local
    try:
        z = 1
#       ^ local
    finally:
        z = 2
#       ^ local
    return x, y, z
#          ^ local
#             ^ local
#                ^ local
