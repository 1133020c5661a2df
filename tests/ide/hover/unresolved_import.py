# An import that can't be found says so.
# --- path: main.py ---
import missing.sub
#      ^ cursor 1
#              ^ cursor 2
# --- hover 1 ---
# ```python
# import missing.sub  # main.py:1:8
# ```
# **global** import of this module: module `missing`, which isn't in the workspace
#
# - `STORE_NAME`: the module's namespace
# --- hover 2 ---
# **module** `missing.sub`, which isn't in the workspace
