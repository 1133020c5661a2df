# A document without a path resolves absolute imports in the roots.
# --- path: a.py ---
def f(): pass
#   ^ def 1
# --- untitled: 1 ---
from a import f
#             ^ cursor 1
x = f
# <- def 2
#   ^ cursor 1
x
# <- cursor 2
