# A parameter's references are the keywords at calls, too, in other files as well.
# --- path: a.py ---
def f(x): return x
#     ^ write    ^ ref
f(x=1)
# ^ ref
class C:
    def __init__(self, x): self.x = x
# --- path: main.py ---
from a import f, C
f(x=2)
# ^ ref
C(x=3)
g(x=4)
