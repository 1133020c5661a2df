# Each segment of a dotted import is a question of its own: the package, the module in it, and so on.
# --- path: a/__init__.py ---
A = 1
# <- def 1 module
# --- path: a/b/__init__.py ---
B = 1
# <- def 2 module
# --- path: a/b/c.py ---
C = 1
# <- def 3 module
# --- path: main.py ---
import a.b.c
#      ^ cursor 1
#        ^ cursor 2
#          ^ cursor 3
a.b.c.C
# <- cursor 1
# ^ cursor 2
#   ^ cursor 3
from a.b import c
#    ^ cursor 1
#      ^ cursor 2
#               ^ cursor 3
c.C
# <- cursor 3
import a.b.c as d
#      ^ cursor 1
#        ^ cursor 2
#          ^ cursor 3
#               ^ cursor 3
d.C
# <- cursor 3
