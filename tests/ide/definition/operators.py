# An operator leads to the method that it runs: the left operand's, else the right one's; brackets do so, too, and the `in` of a loop.
# --- path: main.py ---
class A:
    def __add__(self, other): return self
#       ^ def 1
    def __iadd__(self, other): return self
#       ^ def 2
    def __lt__(self, other): return True
#       ^ def 3
    def __contains__(self, item): return True
#       ^ def 4
    def __getitem__(self, key): return self
#       ^ def 5
    def __setitem__(self, key, value): pass
#       ^ def 6
    def __delitem__(self, key): pass
#       ^ def 7
    def __neg__(self): return self
#       ^ def 8
    def __len__(self): return 1
#       ^ def 9
    def __iter__(self): return iter([])
#       ^ def 10
class B:
    def __radd__(self, other): return self
#       ^ def 11
    def __sub__(self, other): return self
#       ^ def 12
def f(a: A, b: B, unknown):
    a + b
#     ^ cursor 1
    unknown + b
#           ^ cursor 11
    a += b
#     ^ cursor 2
    b -= a
#     ^ cursor 12
    a < b, b > a
#     ^ cursor 3
#            ^ cursor 3
    b not in a
#       ^ cursor 4
    a [0] = a [1]
#     ^ cursor 6
#             ^ cursor 5
    del a [0]
#         ^ cursor 7
    - a, not a
#   ^ cursor 8
#         ^ cursor 9
    for x in a: pass
#          ^ cursor 10
    [x for x in a]
#            ^ cursor 10
    a.b + b
#       ^ cursor 11
