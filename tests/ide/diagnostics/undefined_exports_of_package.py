# Submodules are exported, and become names of the package when they are imported.
# only: undefined-name
# --- path: pkg/sub.py ---
x = 1
# --- open: pkg/__init__.py ---
from .sub import *
__all__ = ["sub", "x", "y"]
#                       ^ undefined name `y` in `__all__`
__all__ += sub.__all__
print(__path__)
