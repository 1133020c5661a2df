# Without its underscore a star import brings it, beside the name that the importer has.
# new name: run
# error: a module that takes it by `import *` has a `run` already
# --- path: a.py ---
def _run(): pass
#   ^ cursor
# --- path: main.py ---
from a import *
def run(): pass
#   ^ obstacle
