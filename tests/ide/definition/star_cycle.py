# Two modules that import all of each other end the search; what either binds is found.
# --- path: a.py ---
from b import *
def f(): pass
#   ^ def 1
g, missing
# <- cursor 2
#  ^ cursor 3
# --- path: b.py ---
from a import *
def g(): pass
#   ^ def 2
f, missing
# <- cursor 1
#  ^ cursor 3
