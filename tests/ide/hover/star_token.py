# The star of an import: what it brings, and what decides.
# --- path: plain.py ---
import os
_private = 1
def f(): pass
# --- path: listed.py ---
__all__ = ["_a", "b"]
_a = b = c = 1
# --- path: main.py ---
from plain import *
#                 ^ cursor 1
from listed import *
#                  ^ cursor 2
from missing import *
#                   ^ cursor 3
nowhere, len
# <- cursor 4
#        ^ cursor 5
# --- hover 1 ---
# **star import**: binds names in this module's namespace, when it runs
#
# - those without a leading underscore, as `plain` has no `__all__`: `f` and `os`
# --- hover 2 ---
# **star import**: binds names in this module's namespace, when it runs
#
# - those in `listed.__all__`: `_a` and `b`
# --- hover 3 ---
# **star import**: binds names in this module's namespace, when it runs
#
# - `missing` isn't in the workspace: any name that nothing else binds may come from it
# --- hover 4 ---
# **unresolved**: no block that is visible from here binds it, nor is it a built-in
#
# - `import *` in line 5, of a module outside the workspace, may bring it
# - `LOAD_NAME`: the module's namespace, else the built-ins
# --- hover 5 ---
# ```python
# def len(obj, /):  # module builtins
# ```
# **built-in**: no block that is visible from here binds it
#
# - `import *` in line 5, of a module outside the workspace, may bring it
# - `LOAD_NAME`: the module's namespace, else the built-ins
#
# ---
#
# Return the number of items in a container.
