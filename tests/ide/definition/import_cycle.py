# A name that modules import from each other in a circle and that none binds is defined by one of the imports, the same from everywhere.
# --- path: a.py ---
from b import x
#             ^ cursor 1 def 1 2
# --- path: b.py ---
from a import x
#             ^ cursor 2
