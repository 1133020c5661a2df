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
# **global** name of this module, imported: function of module `pkg.a`
#
# ---
#
# Does it.
#
# Twice,
#   if need be.
