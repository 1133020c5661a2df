# What modules import from each other in a circle is one variable: the same edits from everywhere.
# new name: y
# --- path: a.py ---
from b import x
#             ^ edit
# --- path: b.py ---
from a import x
#             ^ edit
# --- path: c.py ---
from a import x
#             ^ edit
x
# <- edit
