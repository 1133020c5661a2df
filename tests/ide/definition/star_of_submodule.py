# `from package import *` with a submodule in `__all__` brings the submodule.
# --- path: pkg/__init__.py ---
__all__ = ["sub"]
# --- path: pkg/sub.py ---
x = 1
# <- def 1 module
# <- def 2
# --- path: main.py ---
from pkg import *
sub.x
# <- cursor 1
sub.x
#   ^ cursor 2
