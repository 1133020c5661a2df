# The first iterable is evaluated around the comprehension, the others in it (reference, section 6.2.4).
class C:
    xs = ys = ()
    a = [1 for x in xs for y in ys]
#              ^ local     ^ local
#                   ^ local     ^ unresolved
    b = [z for z in [z for z in xs]]
#        ^ local     ^ local    ^ local
#              ^ local     ^ local
def f(xs):
#     ^ cell
    return [1 for x in xs for y in xs]
#                      ^ cell      ^ free f
