# A folder without `__init__.py` is a namespace package: its modules are found.
# --- path: space/inner/mod.py ---
def f(): pass
# <- def 2 module
#   ^ def 1
# --- path: main.py ---
from space.inner.mod import f
#    ^ cursor 3 def 3       ^ cursor 1
#          ^ cursor 4 def 4
#                ^ cursor 2
import space.inner.mod
space.inner.mod.f()
#           ^ cursor 2
#               ^ cursor 1
