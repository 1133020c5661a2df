# A list of expressions ends with its line, though a comma does, and what follows binds names of its own (reference, section 6.15).
a = b = c = 0
def f(a, b):
    a,
#   ^ local, use
    c = a
#   ^ local, bind
    b,
#   ^ local, use
    d: int = b
#   ^ local, bind
a,
# <- global, use
b: int = c
# <- global, bind
