# A name that modules import from each other in a circle and that none binds is defined by the import itself.
# --- path: a.py ---
from b import x
#             ^ cursor 1 def 1
# --- path: b.py ---
from a import x
#             ^ cursor 2 def 2
