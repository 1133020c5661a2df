# A parameter or import on a line of its own is shown with the line that it belongs to.
# --- path: main.py ---
from missing import (
    a,
)
def f(
    x,
    y=1,
):
    return y, a
#          ^ cursor 1
#             ^ cursor 2
# --- hover 1 ---
# ```python
# def f( … y=1,  # main.py:6:5
# ```
# **parameter** of function `f` (line 4)
#
# - `LOAD_FAST`: a slot of the frame
# --- hover 2 ---
# ```python
# from missing import ( … a,  # main.py:2:5
# ```
# **global** import of this module: `a` of module `missing`, which isn't in the workspace
#
# - `LOAD_GLOBAL`: the module's namespace, else the built-ins
