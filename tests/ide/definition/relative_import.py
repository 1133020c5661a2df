# One dot is the file's package, two the one around it.
# --- path: pkg/__init__.py ---
top = 1
# <- def 3
# --- path: pkg/a.py ---
x = 1
# <- def 1
# --- path: pkg/sub/__init__.py ---
# --- path: pkg/sub/b.py ---
y = 1
# <- def 2
# --- path: pkg/sub/c.py ---
from ..a import x
#               ^ cursor 1
from .b import y
#              ^ cursor 2
from .. import top
#              ^ cursor 3
x, y, top
# <- cursor 1
#  ^ cursor 2
#     ^ cursor 3
# --- path: pkg/a.pyi ---
x: int
