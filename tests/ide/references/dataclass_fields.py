# A field of a dataclass from its keyword, and the keyword from its field.
# --- path: main.py ---
from dataclasses import dataclass
@dataclass
class P:
    x: int
#   ^ write
    y: int = 0
P(x=1).x
# ^ ref
#      ^ ref
