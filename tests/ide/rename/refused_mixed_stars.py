# Two modules bring the name by `*`, and a condition decides which.
# new name: run
# error: which `go` this module has can't be told: `import *` brings one, too
# --- path: fast.py ---
def go(): pass
#   ^ cursor
# --- path: slow.py ---
def go(): pass
#   ^ cursor
# --- path: main.py ---
try:
    from fast import *
#                    ^ obstacle
except ImportError:
    from slow import *
go()
