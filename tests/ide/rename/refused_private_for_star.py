# A name with a leading underscore falls out of a star import.
# new name: _x
# error: `import *` here leaves out names with a leading underscore such as `_x`
# --- path: a.py ---
x = 1
# <- cursor
# --- path: main.py ---
from a import *
#             ^ obstacle
