# `from . import sub` in the package that holds `sub` binds the submodule, not itself (reference, section 7.11).
# --- path: pk/__init__.py ---
from . import sub
#             ^ cursor 2
sub.func()
#   ^ cursor 1
# --- path: pk/sub.py ---
def func(): pass
# <- def 2 module
#   ^ def 1
# --- path: main.py ---
from pk import sub
sub.func()
#   ^ cursor 1
