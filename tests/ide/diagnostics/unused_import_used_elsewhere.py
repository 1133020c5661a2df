# An import that other files take from here.
# only: unused-import
# --- path: app.py ---
from helpers import dumps as d
import helpers
from pkg.deep import *
print(d, helpers.loads, sep)
# --- path: pkg/__init__.py ---
# --- open: helpers.py ---
from json import dumps, loads, load
#                              ^ unused import `load`
# --- open: pkg/deep.py ---
from os import sep, _exit
#                   ^ unused import `_exit`
