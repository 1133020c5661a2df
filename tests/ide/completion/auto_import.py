# broken: names of other modules come last, with the import that they need; not what is visible here, nor private names.
# imports
# --- open: package/main.py ---
"""Docstring."""
from __future__ import annotations

import os
from package.shapes import area
from second import first

are
#  ^ cursor 1
Ci
# ^ cursor 2
zz
# ^ cursor 3
# --- path: package/__init__.py ---
# --- path: package/shapes.py ---
from second import zz_top
def area(): pass
class Circle: pass
class _CircleOfFriends: pass
# --- path: second.py ---
def area_of(): pass
class Circle: pass
def zz_top(): pass
first = 1
# --- completion 1 ---
# area_of: function, from second; 6:20 `area_of, `
# --- completion 2 ---
# Circle: class, from package.shapes; 5:28 `Circle, `
# Circle: class, from second; 6:20 `Circle, `
# --- completion 3 ---
# zz_top: function, from second; 6:25 `, zz_top`
