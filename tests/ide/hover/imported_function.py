# An imported name shows its origin's line and docstring.
# --- path: pkg/__init__.py ---
# --- path: pkg/a.py ---
def f(x):
    """Does it.

    Twice,
      if need be.
    """
# --- path: main.py ---
from pkg.a import f as g
g()
# <- cursor
# --- hover ---
# ```python
# def f(x):  # pkg/a.py:1:5
# ```
# **global** import of this module: function `f` of module `pkg.a`
#
# - `LOAD_NAME`: the module's namespace, else the built-ins
#
# ---
#
# ```text
# Does it.
#
# Twice,
#   if need be.
# ```
