# Bodies, brackets, strings, comments, imports and regions fold; of what begins in one line, the longest.
# --- path: main.py ---
"""A docstring
of two lines."""
import os
import sys

from os import (
    path,
)
# One
# comment.

# region Names
def f(
    a,
):
    if a:
        return {
            1: 2,
        }
    elif f:
        pass
    else: pass
    # alone

    for x in a:
        with x:
            pass
    else:
        pass
# endregion
class C: pass
match f:
    case 1:
        pass
try:
    pass
except OSError:
    pass
finally:
    pass
# --- folds: main.py ---
# 1:4 to 2:17
# 3:10 to 8:2 imports
# 9:6 to 10:11 comment
# 12:15 to 30:12 region
# 13:7 to 14:7
# 15:3 to 29:13
# 16:10 to 19:10
# 17:17 to 18:18
# 20:12 to 21:13
# 25:16 to 27:17
# 26:16 to 27:17
# 28:10 to 29:13
# 32:9 to 34:13
# 33:12 to 34:13
# 35:5 to 36:9
# 37:16 to 38:9
# 39:9 to 40:9
