# Of two imports in turn, the one that reaches the use is followed.
# --- path: main.py ---
from a import f
f
# <- cursor 1
from b import f
f
# <- cursor 2
# --- path: a.py ---
def f(): pass
#   ^ def 1
# --- path: b.py ---
def f(): pass
#   ^ def 2
