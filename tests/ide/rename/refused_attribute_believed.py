# What an annotation says is no proof; but it says where the rename is to be asked for.
# new name: n
# error: an annotation or an assignment says that it is this one, which is no proof: rename it there, and decide on the place that you asked at
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ obstacle
def f(a: A):
    a.m
#     ^ cursor
