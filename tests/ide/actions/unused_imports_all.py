# All unused imports of a file go at once; a block that loses all of them keeps a `pass`.
# titles: Remove all
# --- path: main.py ---
import os, sys
#      ^ cursor
from json import loads, dumps

def f():
    import re
    import ast

print(dumps)
# --- actions ---
# quickfix: Remove all 5 unused imports
#   -1: import os, sys
#   -3: from json import loads, dumps
#   +2: from json import dumps
#   -6:     import re
#   -7:     import ast
#   +5:     pass
