# What a stub defines that its source imports from elsewhere is defined there; a keyword of its call, too, by whatever name it is called.
# --- path: pack/__init__.py ---
from .make import attrib
ib = attr = attrib
# --- path: pack/__init__.pyi ---
def attrib(default: int = ...) -> int: ...
ib = attr = attrib
# --- path: pack/make.py ---
def attrib(default=None): ...
#   ^ def 1
#          ^ def 2
# --- path: main.py ---
import pack
pack.attrib(default=1)
#    ^ cursor 1
#           ^ cursor 2
pack.ib(default=1)
#       ^ cursor 2
