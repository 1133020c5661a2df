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
# **global** name of this module, imported: **package** `pkg`
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
