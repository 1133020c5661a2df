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
# **global** of module `a`, brought here by `import *`
