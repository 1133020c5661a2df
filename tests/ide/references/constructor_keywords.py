# The parameters of `__init__` by the keywords at calls of the class.
# --- path: a.py ---
class C:
    def __init__(self, x): self.x = x
#                      ^ write  ^ nothing
#                                   ^ ref
# --- path: main.py ---
from a import C
C(x=3)
# ^ ref
C(y=3).x
