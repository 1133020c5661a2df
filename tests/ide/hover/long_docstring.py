# Of a very long docstring the beginning is shown.
# --- path: main.py ---
def f():
    """One.

    Line 2.

    Line 3.

    Line 4.

    Line 5.

    Line 6.

    Line 7.

    Line 8.

    Line 9.

    Line 10.

    Line 11.

    Line 12.

    Line 13.

    Line 14.

    Line 15.
    """
f
# <- cursor
# --- hover ---
# ```python
# def f():  # main.py:1:5
# ```
# **global** function of this module
#
# - `LOAD_NAME`: the module's namespace, else the built-ins
#
# ---
#
# One.
#
# Line 2.
#
# Line 3.
#
# Line 4.
#
# Line 5.
#
# Line 6.
#
# Line 7.
#
# Line 8.
#
# Line 9.
#
# Line 10.
#
# Line 11.
#
# Line 12.
#
# …
