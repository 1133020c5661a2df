# A statement that imports nothing else goes with its line and the comment behind it; comments above stay.
# titles: Remove unused
# --- path: main.py ---
"""Doc."""
# About os.
import os  # why
#      ^ cursor 1

def f():
    # inner
    import sys
#          ^ cursor 2

def g(): import re
#               ^ cursor 3

def h():
    import ast; x = 1
#          ^ cursor 4
    return x

def i():
    x = 1; import csv; y = 2; import bz2
#                 ^ cursor 5
#                                    ^ cursor 6
    return x, y

if h:
    import dis  # all of the block
#          ^ cursor 7
# --- actions 1 ---
# quickfix, preferred: Remove unused import `os`
#   -3: import os  # why
# --- actions 2 ---
# quickfix, preferred: Remove unused import `sys`
#   -8:     import sys
#   +8:     pass
# --- actions 3 ---
# quickfix, preferred: Remove unused import `re`
#   -11: def g(): import re
#   +11: def g(): pass
# --- actions 4 ---
# quickfix, preferred: Remove unused import `ast`
#   -15:     import ast; x = 1
#   +15:     x = 1
# --- actions 5 ---
# quickfix, preferred: Remove unused import `csv`
#   -20:     x = 1; import csv; y = 2; import bz2
#   +20:     x = 1; y = 2; import bz2
# --- actions 6 ---
# quickfix, preferred: Remove unused import `bz2`
#   -20:     x = 1; import csv; y = 2; import bz2
#   +20:     x = 1; import csv; y = 2
# --- actions 7 ---
# quickfix, preferred: Remove unused import `dis`
#   -26:     import dis  # all of the block
#   +26:     pass  # all of the block
