# Variables that are given each other, functions that return what they return: nothing is known of these, and nobody waits.
# --- path: main.py ---
x = y
y = x
x.m, y.m
# ^ def 1 cursor 1
#      ^ def 2 cursor 2
def f():
    a = b
    b = a
    X = Y
    Y = X
    z: X = a
    a.m, z.m
#     ^ def 3 cursor 3
#          ^ def 4 cursor 4
    return f().m()
f().m
#   ^ def 5 cursor 5
class C:
    def __init__(self, other):
        self.x = other.x.x
        self.y = self.y.x
    def m(self): return self.x.y, self.y.x
#                              ^ def 6 cursor 6
#                                        ^ def 7 cursor 7
