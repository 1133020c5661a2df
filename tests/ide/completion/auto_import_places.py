# broken: where a new import goes: behind the docstring, beside its package, relative where the others are.
# imports
# --- open: docstring.py ---
"""Docstring."""
def f(): pass
Circ
#   ^ cursor 1
# --- open: nothing.py ---
#!/usr/bin/env python
Circ
#   ^ cursor 2
# --- open: future.py ---
from __future__ import annotations
Circ
#   ^ cursor 3
# --- open: sorted.py ---
import os
from package import alpha
from package.zoo import lion
import third
Circ
#   ^ cursor 4
# --- open: lines.py ---
from package.shapes import (
    AREA,
    area,
)
Circ
#   ^ cursor 5
# --- open: package/inside.py ---
import os
from .zoo import lion
Circ
#   ^ cursor 6
# --- open: others.py ---
import os
from elsewhere import thing
from .near import other
Circ
#   ^ cursor 7
# --- path: package/__init__.py ---
alpha = 1
# --- path: package/zoo.py ---
lion = 1
# --- path: package/shapes.py ---
AREA = 1
def area(): pass
class Circle: pass
# --- completion 1 ---
# Circle: class, from package.shapes; 2:1 `\nfrom package.shapes import Circle\n\n`
# --- completion 2 ---
# Circle: class, from package.shapes; 2:1 `\nfrom package.shapes import Circle\n\n`
# --- completion 3 ---
# Circle: class, from package.shapes; 2:1 `\nfrom package.shapes import Circle\n`
# --- completion 4 ---
# Circle: class, from package.shapes; 3:1 `from package.shapes import Circle\n`
# --- completion 5 ---
# Circle: class, from package.shapes; 3:5 `Circle,\n    `
# --- completion 6 ---
# Circle: class, from .shapes; 2:1 `from .shapes import Circle\n`
# --- completion 7 ---
# Circle: class, from package.shapes; 3:1 `from package.shapes import Circle\n`
