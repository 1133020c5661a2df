# broken: what several classes have from one base is offered once.
# --- open: main.py ---
class A:
    one = 1
class B(A):
    two = 2
class C(A):
    one = 3
def f(a: B | C):
    a.
#     ^ cursor
# --- completion ---
# two: property, of class B
# one: property, of class A
