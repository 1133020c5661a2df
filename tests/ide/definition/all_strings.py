# An entry of `__all__` is a name of the module.
# --- path: a.py ---
from b import g
__all__ = ["f", 'g', "missing"]
#           ^ cursor 1
#                ^ cursor 2
#                     ^ cursor 3
def f(): pass
#   ^ def 1
# --- path: b.py ---
def g(): pass
#   ^ def 2
