# A bracketed name with an annotation alone is no variable; with a value it is bound (reference, section 7.2.2).
def f():
    (a): int
#    ^ ignored, declare
    (b): int = 1
#    ^ local, bind
    c.d: int
#   ^ unresolved
#     ^ member
