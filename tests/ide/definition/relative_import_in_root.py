# A relative import works from a file in the root, too, where no `__init__.py` makes the folder a package.
# --- path: main.py ---
from . import other
#             ^ cursor 1
from .other import f
#     ^ cursor 1   ^ cursor 2
other.f()
# <- cursor 1
#     ^ cursor 2
# --- path: other.py ---
def f(): pass
# <- def 1 module
#   ^ def 2
