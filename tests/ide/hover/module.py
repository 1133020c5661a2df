# A module with its docstring.
# --- path: pkg/__init__.py ---
"""The package."""
# --- path: pkg/a.py ---
"""The module."""
# --- path: main.py ---
import pkg.a
#      ^ cursor 1
#          ^ cursor 2
# --- hover 1 ---
# **global** import of this module: package `pkg`
#
# - `STORE_NAME`: the module's namespace
#
# ---
#
# The package.
# --- hover 2 ---
# **module** `pkg.a`
#
# ---
#
# The module.
