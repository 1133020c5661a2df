# A module that imports a name from itself.
# --- path: a.py ---
from a import x, y
#             ^ cursor 1
#                ^ cursor 2 def 2
x = 1
# <- def 1 cursor 1
x, y
# <- cursor 1
#  ^ cursor 2
