# Modules of one root are found from another.
# roots: app lib
# --- path: lib/core.py ---
def f(): pass
#   ^ def
# --- path: app/main.py ---
from core import f
#                ^ cursor
