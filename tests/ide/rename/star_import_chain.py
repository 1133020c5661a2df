# Through star imports of star imports.
# new name: g
# --- path: a.py ---
f = 1
# <- edit
# --- path: b.py ---
from a import *
# --- path: c.py ---
from b import *
f
# <- edit
