# Star imports chain: through a package's `__init__` to the module that binds the name.
# --- path: pkg/__init__.py ---
from .a import *
from .b import *
# --- path: pkg/a.py ---
def f(): pass
#   ^ def 1
# --- path: pkg/b.py ---
__all__ = ("g",)
def g(): pass
#   ^ def 2
def f2(): pass
# --- path: main.py ---
from pkg import *
from pkg import f as first, g as second
#               ^ cursor 1  ^ cursor 2
#                    ^ cursor 1  ^ cursor 2
f(), g()
# <- cursor 1
#    ^ cursor 2
f2
# <- cursor 3
