# A docstring with a list or a doctest is shown as it stands.
# --- path: main.py ---
def f(x):
    """Doubles.

    >>> f(__import__("a"))
    2
    """
f(1)
# <- cursor
# --- hover ---
# ```python
# def f(x):  # main.py:1:5
# ```
# **global** function of this module
#
# - `LOAD_NAME`: the module's namespace, else the built-ins
#
# ---
#
# ```text
# Doubles.
#
# >>> f(__import__("a"))
# 2
# ```
