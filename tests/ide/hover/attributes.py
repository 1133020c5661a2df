# Names behind dots: of `self`, of classes and modules, of what isn't in the workspace.
# --- path: pkg/__init__.py ---
# --- path: main.py ---
import os.path, pkg
from lib import thing
class C:
    def __init__(self, size):
        self.size = size
    def grow(self):
        self.size += 1
        return self.size, self.nothing
#                   ^ cursor 1
#                              ^ cursor 2
os.path.join(thing.part.whole)
#  ^ cursor 3
#       ^ cursor 4
#                       ^ cursor 5
pkg.nothing, C.nothing, C.grow, C().size
#   ^ cursor 6
#              ^ cursor 7
#                         ^ cursor 8
#                                   ^ cursor 9
# --- hover 1 ---
# ```python
# self.size = size  # main.py:5:14
# ```
# **attribute** of instances of class `C` (line 3)
#
# - assigned in lines 5 and 7
# --- hover 2 ---
# **attribute** of instances of class `C` (line 3)
#
# - neither its class nor a base in the workspace binds it, nor does a method of one assign it
# --- hover 3 ---
# **attribute** of `os`: module `os` isn't in the workspace
# --- hover 4 ---
# **attribute** of `os.path`: module `os` isn't in the workspace
# --- hover 5 ---
# **attribute** of `lib.thing.part`: module `lib` isn't in the workspace
# --- hover 6 ---
# **attribute** of package `pkg`: nothing in its text binds `nothing`
# --- hover 7 ---
# **attribute** of class `C` of module `main`: neither it nor a base in the workspace binds `nothing`
# --- hover 8 ---
# ```python
# def grow(self):  # main.py:6:9
# ```
# **method** `grow` of class `C`
# --- hover 9 ---
# ```python
# self.size = size  # main.py:5:14
# ```
# **attribute** of instances of class `C` (line 3)
#
# - assigned in lines 5 and 7
