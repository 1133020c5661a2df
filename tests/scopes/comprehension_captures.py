# A function's variable used inside a comprehension is free there; a lambda in it captures the target (reference, section 6.2.4).
def f(n, m):
#     ^ cell
#        ^ local
    return [lambda: i * n for i in m]
#                   ^ free <listcomp>
#                       ^ free f   ^ local
#                             ^ cell
