# The keys of a dictionary are like its first.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
a = A()
table = {a: 1, a: 2}
for key in table: key.m
#                     ^ cursor 1
for key, value in table.items(): key.m
#                                    ^ cursor 1
[key.m for key in {a: 1}]
#    ^ cursor 1
class C:
    def __init__(self): self.table = {a: []}
    def f(self):
        for key, value in self.table.items(): key.m
#                                                 ^ cursor 1
