# A keyword that a function takes as `**kwargs` is a parameter of the one that it calls with them, and so on.
# --- path: main.py ---
def inner(path, method=None, **more): last(**more)
#               ^ def 1
def last(*, deep=1): pass
#           ^ def 2
def outer(path, raises=False, **kwargs):
    kwargs["x"] = 1
    return inner(path, **kwargs)
outer("x", method=1, deep=2, other=3)
#          ^ cursor 1
#                    ^ cursor 2
class A:
    def __init__(self, size): pass
#                      ^ def 3
    def fetch(self, **kwargs): return self.send(1, ** kwargs)
    def send(self, number, body=None): pass
#                          ^ def 4
def make(**options): return A(**options)
A(1).fetch(body=1)
#          ^ cursor 4
make(size=1)
#    ^ cursor 3
def circle(**kwargs): return other(**kwargs)
def other(*, end=1, **kwargs): return circle(**kwargs)
#            ^ def 5
circle(end=1)
#      ^ cursor 5
