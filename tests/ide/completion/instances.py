# broken: of an instance, by what it is assigned or annotated with; of several classes, the names of each.
# --- open: main.py ---
class A:
    one = print
    def __init__(self): self.two = 2
class B:
    three = 3
def f(a: A, both: A | B):
    own = B()
    a.
#     ^ cursor 1
    both.
#        ^ cursor 2
    own.
#       ^ cursor 3
    a.one.
#         ^ cursor 4
# --- completion 1 ---
# one: property, of class A
# two: property, assigned in class A
# __init__: method, of class A
# --- completion 2 ---
# one: property, of class A
# three: property, of class B
# two: property, assigned in class A
# __init__: method, of class A
# --- completion 3 ---
# three: property, of class B
# --- completion 4 ---
