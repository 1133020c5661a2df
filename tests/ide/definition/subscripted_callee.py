# `P[int](x=1)` is a call of `P`; a base `P[int]` is the class `P`, and a string in its brackets an annotation.
# --- path: main.py ---
class P(list[int]):
    v = 1
#   ^ def 2
    def __init__(self, x): pass
#                      ^ def 1
P[int](x=1)
#      ^ cursor 1
class Q(P["Q"]):
#     ^ def 3
#          ^ cursor 3
    def f(self): return self.v
#                            ^ cursor 2
type A = "Q"
#         ^ cursor 3
