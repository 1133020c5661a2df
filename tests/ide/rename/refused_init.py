# The root of the workspace is no package that can move.
# roots: pkg
# new name: n
# refused
# --- path: pkg/__init__.py ---
from . import sub
# --- path: pkg/sub.py ---
import pkg
#      ^ cursor
