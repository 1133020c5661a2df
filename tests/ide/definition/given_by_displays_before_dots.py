# What a display holds is given back by its own methods.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
def f(key):
    for name, value in {"a": A()}.items(): value.m
#                                                ^ cursor 1
    {"a": A, "b": A}.get(key)().m
#                               ^ cursor 1
    [A()].pop().m
#               ^ cursor 1
