# In the module block `global` says nothing new, and some names are bound before its code runs.
# --- path: main.py ---
global state
#      ^ cursor 1
print(__doc__, early)
#     ^ cursor 2
#              ^ cursor 3
__doc__ = early = state = 1
# --- path: star.py ---
from missing import *
print(brought)
#     ^ cursor 4
brought = 1
# --- hover 1 ---
# ```python
# __doc__ = early = state = 1  # main.py:6:19
# ```
# **global** variable of this module
#
# - `global` changes nothing here: the module's names are global
# --- hover 2 ---
# ```python
# __doc__ = early = state = 1  # main.py:6:1
# ```
# **global** variable of this module
#
# - `LOAD_NAME`: the module's namespace, else the built-ins
# --- hover 3 ---
# ```python
# __doc__ = early = state = 1  # main.py:6:11
# ```
# **global** variable of this module
#
# - **not bound yet** here: `NameError`
# - `LOAD_NAME`: the module's namespace, else the built-ins
# --- hover 4 ---
# ```python
# brought = 1  # star.py:4:1
# ```
# **global** variable of this module
#
# - `LOAD_NAME`: the module's namespace, else the built-ins
