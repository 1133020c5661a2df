# broken
# Lines whose last token demands more stand alone.
def f(a, b):
#   ^ global
#     ^ local
#        ^ local
    c = a and
#   ^ local
#       ^ local
    d = not
#   ^ local
    e = a + b *
#   ^ local
#       ^ local
#           ^ local
    return c if
#          ^ local
    del a,
#       ^ local, delete
    lambda
    import
    g = f
#   ^ local
#       ^ global implicit
    assert
    global
    from x
    from x import
    import h.
#          ^ local
    from x import i as
#                 ^ local
    return a, g, h, i
#          ^ local
#             ^ local
#                ^ local
#                   ^ local
