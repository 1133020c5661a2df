# `sys.modules[__name__]` is the module itself.
# --- path: main.py ---
import sys
def area(): pass
#   ^ def 1
sys.modules[__name__].area()
#                     ^ cursor 1
this = sys.modules[__name__]
this.area
#    ^ cursor 1
modules = {}
modules[__name__].area
#                 ^ def 2 cursor 2
