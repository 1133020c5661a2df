# What `__future__` gives is for the compiler.
# only: unused-import
# --- open: main.py ---
from __future__ import annotations
#                      ^ nothing
