# A dataclass keeps the constructor that its body binds: the keyword is a parameter.
# new name: size
# --- path: main.py ---
from dataclasses import dataclass
@dataclass
class P:
    x: int
    def __init__(self, x): self.x = x
#                      ^ edit       ^ edit
P(x=1).x
# ^ edit
