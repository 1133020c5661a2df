# Two modules bring the name by `*`, and a condition decides which: they are one variable.
# new name: run
# --- path: fast.py ---
def go(): pass
#   ^ edit
# --- path: slow.py ---
def go(): pass
#   ^ edit
# --- path: main.py ---
try:
    from fast import *
except ImportError:
    from slow import *
go()
# <- edit
# --- path: other.py ---
import main
main.go()
#    ^ edit
from main import go
#                ^ edit
