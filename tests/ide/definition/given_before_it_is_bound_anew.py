# What `isinstance` says of a name holds in the value that the name is given next.
# --- path: main.py ---
class A:
    def m(self): return self
#       ^ def 1
class B:
    def m(self): return self
def f(x, y: B):
    if isinstance(x, A):
        x = x.m()
#             ^ cursor 1
    while isinstance(y, A):
        y = y.m().m()
#             ^ cursor 1
#                 ^ cursor 1
        y.m
#         ^ cursor 1
