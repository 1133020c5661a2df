# A star import brings the names of a module that is found; of another, perhaps any.
# only: undefined-name
# --- path: known.py ---
x = 1
_hidden = 2
# --- path: dynamic.py ---
globals().update(x=1)
# --- path: replaced.py ---
import sys, known
sys.modules[__name__] = known
# --- open: fourth.py ---
from replaced import *
x
# <- nothing
# --- open: main.py ---
from known import *
print(x, y, _hidden)
#        ^ undefined name `y`
#           ^ undefined name `_hidden`
# --- open: other.py ---
from known import *
from not_there import *
y
# <- nothing
# --- open: third.py ---
from dynamic import *
y
# <- nothing
