# A name more among those that are taken from its module, in their order.
# --- path: shapes.py ---
def area(): pass
def line(): pass
def size(): pass
# --- path: main.py ---
import shapes as everything
from shapes import (
    area,
    size,
)
print(area, everything, line, size)
#                       ^ cursor
# --- actions ---
# quickfix, preferred: Add `from shapes import line`
#   +4:     line,
