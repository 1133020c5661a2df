# `__all__` decides what a star import brings: what isn't in it stays, what is comes, with an underscore too.
# --- path: a.py ---
__all__ = ["f"]
__all__ += ("_g",)
__all__.append("h")
__all__.extend(["i", "gone"])
__all__.remove("gone")
def f(): pass
#   ^ def 1
def _g(): pass
#   ^ def 2
def h(): pass
#   ^ def 3
def i(): pass
#   ^ def 4
def hidden(): pass
def gone(): pass
# --- path: main.py ---
from a import *
f, _g, h, i
# <- cursor 1
#  ^ cursor 2
#      ^ cursor 3
#         ^ cursor 4
hidden
# <- cursor 5
gone
# <- cursor 6
