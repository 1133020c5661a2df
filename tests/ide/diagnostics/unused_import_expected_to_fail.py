# Who catches the failure of an import asks whether the module is there.
# only: unused-import
# --- open: main.py ---
from contextlib import suppress
try:
    import numpy
#          ^ nothing
except ImportError:
    import array
try: import readline
except Exception: pass
with suppress(ModuleNotFoundError):
    import curses
try: import bz2
#           ^ unused import `bz2`
except KeyError: pass
