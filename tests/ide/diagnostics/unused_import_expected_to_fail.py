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
def test_absent(self):
    with pytest.raises(ImportError):
        from m import a
    with self.assertRaisesRegex((OSError, ImportError), "m"), open("m") as b:
        from m import c
    with pytest.raises(KeyError):
        from m import d
#                     ^ unused import `d`
try: import bz2
#           ^ unused import `bz2`
except KeyError: pass
