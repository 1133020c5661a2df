# A name bound anywhere in a function is local to all of it (reference, section 4.2.2).
x = 1
# <- global
def f():
#   ^ global
    print(x)
#   ^ built-in
#         ^ local
    x = 2
#   ^ local, bind
