# broken: what several classes have from one base is offered once; what an assignment gives that reaches the place, and nothing else.
# --- open: main.py ---
class A:
    one = 1
class B(A):
    two = 2
class C(A):
    one = 3
def f(a: B | C):
    a.
#     ^ cursor 1
def g(b, c: C):
    a = B() if b else c
    a.
#     ^ cursor 1
    a = A()
    a.
#     ^ cursor 2
# --- completion 1 ---
# two: property, of class B
# one: property, of class A
# --- completion 2 ---
# one: property, of class A
