# A package's own binding hides the submodule of the same name, as it does in Python once the package is imported.
# --- path: pkg/__init__.py ---
from .thing import thing
# --- path: pkg/thing.py ---
def thing(): pass
# <- def 2 module
#   ^ def 1
# --- path: main.py ---
from pkg import thing
#               ^ cursor 1
import pkg
pkg.thing
#   ^ cursor 1
from pkg.thing import thing as t
#        ^ cursor 2   ^ cursor 1
