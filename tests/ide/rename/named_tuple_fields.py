# A field of a NamedTuple is a keyword of its constructor.
# new name: size
# --- path: main.py ---
from typing import NamedTuple
class P(NamedTuple):
    x: int
#   ^ edit
    def m(self): return self.x, self._replace(x=1)
#                            ^ edit
#                                             ^ unsure
P(x=1).x
# ^ edit
#      ^ edit
