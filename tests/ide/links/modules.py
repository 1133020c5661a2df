# Each module path that leads to a file, and each module that is imported from a package; not what can't be found.
# --- path: package/main.py ---
import os, package.shapes as s
#          ^^^^^^^^^^^^^^ package/shapes.py
from package import shapes, name
#    ^^^^^^^ package/__init__.py
#                   ^^^^^^ package/shapes.py
from . import shapes as other
#             ^^^^^^ package/shapes.py
from .shapes import area, volume
#     ^^^^^^ package/shapes.py
# --- path: package/__init__.py ---
name = 1
# --- path: package/shapes.py ---
def area(): pass
