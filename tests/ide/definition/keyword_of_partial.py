# A keyword of `partial(f, key=…)` is one of `f`.
# --- path: main.py ---
import functools
from functools import partial
def f(a, b, *, c): pass
#        ^ def 1
#              ^ def 2
class A:
    def __init__(self, d): pass
#                      ^ def 3
partial(f, 1, b=1, c=2)
#             ^ cursor 1
#                  ^ cursor 2
g = functools.partial(A, d=1)
#                        ^ cursor 3
def h(run): run(partial(f, c=1))
#                          ^ cursor 2
