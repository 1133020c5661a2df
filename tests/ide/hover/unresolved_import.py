# An import that can't be found says so.
# --- path: main.py ---
import missing.sub
#      ^ cursor 1
#              ^ cursor 2
# --- hover 1 ---
# ```python
# import missing.sub  # main.py:1:8
# ```
# **global** name of this module, imported from a module that isn't in the workspace
# --- hover 2 ---
# **import** that can't be found in the workspace
