# A name that a star import brings.
# --- path: a.py ---
def f(): pass
# --- path: main.py ---
from a import *
f()
# <- cursor
# --- hover ---
# ```python
# def f(): pass  # a.py:1:5
# ```
# **global** by `import *`: function `f` of module `a`
#
# - `LOAD_NAME`: the module's namespace, else the built-ins
