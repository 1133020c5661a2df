# broken: in import statements the modules and names that are there.
# --- path: package/main.py ---
import pa
#        ^ cursor 1
import package.ma
#                ^ cursor 2
from package.
#            ^ cursor 2
from .
#     ^ cursor 2
from . import 
#             ^ cursor 5
from .other import known,
#                        ^ cursor 3
from .other import (
    known,
    fu
#     ^ cursor 3
)
from .other import function as fu
#                                ^ cursor 4
# --- path: package/__init__.py ---
# --- path: package/other.py ---
known = 1
def function(): pass
# --- path: second.py ---
# --- completion 1 ---
# package: namespace, module
# second: namespace, module
# --- completion 2 ---
# main: namespace, module
# other: namespace, module
# --- completion 3 ---
# function: function, global there
# --- completion 4 ---
# --- completion 5 ---
# main: namespace, module
# other: namespace, module
