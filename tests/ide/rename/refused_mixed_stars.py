# Two modules bring the name by `*`, one after the other: which is meant depends on when it is asked.
# new name: run
# error: which `go` this module has can't be told: `import *` brings one, too
# --- path: fast.py ---
def go(): pass
#   ^ cursor
# --- path: slow.py ---
def go(): pass
# --- path: main.py ---
from fast import *
#                ^ obstacle
go()
from slow import *
