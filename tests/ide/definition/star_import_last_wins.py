# Of several star imports that bring a name, the last is meant; a binding of the file's own beats all.
# --- path: a.py ---
f = g = 1
# --- path: b.py ---
f = 2
# <- def 1
# --- path: main.py ---
from a import *
from b import *
f
# <- cursor 1
g = 1
# <- def 2
g
# <- cursor 2
