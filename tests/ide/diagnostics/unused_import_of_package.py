# What a package or a stub imports, it offers.
# only: unused-import
# --- open: pkg/__init__.py ---
import os
#      ^ nothing
# --- open: stub.pyi ---
import os
#      ^ nothing
