# broken
# A header that is being typed: its body's names belong to the block around, and clauses behind it are statements.
def f(a):
#   ^ global
#     ^ local
    i
        b = a
#       ^ local
#           ^ local
        if b:
#          ^ local
            b = 2
#           ^ local
    else:
        c = b
#       ^ local
#           ^ local
    return b, c
#          ^ local
#             ^ local
def g(d):
#   ^ global
#     ^ local
    except f as e:
#          ^ global implicit
        e
#       ^ local
    finally:
        d = 1
#       ^ local
    return d, f
#          ^ local
#             ^ global implicit
