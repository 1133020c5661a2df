# Who takes all names of a module by star takes a new one, too: not where that would be another than before.
# --- path: shapes.py ---
def area(): pass
def line(): pass
def size(): pass
# --- path: kit.py ---
area, line, size
# <- cursor 1
#     ^ cursor 2
#           ^ cursor 3
# --- path: user.py ---
from shapes import *
from kit import *
size()
# --- path: other.py ---
def area(): pass
from kit import *
# --- path: lacking.py ---
from kit import *
line()
# --- actions 1 ---
# --- actions 2 ---
# quickfix, preferred: Add `from shapes import line`
#   +1: from shapes import line
#   +2:
# --- actions 3 ---
# quickfix, preferred: Add `from shapes import size`
#   +1: from shapes import size
#   +2:
