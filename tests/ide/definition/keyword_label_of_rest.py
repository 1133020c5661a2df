# A keyword that names no parameter is taken by `**kwargs`, if there is one.
# --- path: main.py ---
def f(one, **rest): pass
#            ^ def 1
class A:
    def __init__(self, *args, **options): pass
#                               ^ def 2
f(1, two=3)
#    ^ cursor 1
A(x=1)
# ^ cursor 2
def g(one): pass
g(two=1)
# ^ def 3 cursor 3
