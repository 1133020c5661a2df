# A name behind a module is what the module binds, through its re-exports and submodules.
# --- path: pkg/__init__.py ---
from .impl import made as made
version = 1
# <- def 2
# --- path: pkg/impl.py ---
def made(): pass
#   ^ def 1
class K:
    attribute = 1
#   ^ def 3
# --- path: main.py ---
import pkg.impl
import pkg.impl as m
pkg.made(), pkg.impl.made, m.made
#   ^ cursor 1       ^ cursor 1
#                            ^ cursor 1
pkg.version, m.K.attribute
#   ^ cursor 2   ^ cursor 3
m.missing
# ^ cursor 4 def 4
