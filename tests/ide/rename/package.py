# A package within a package: its folder moves; absolute and relative imports, members and dotted names in strings.
# new name: n
# --- path: pkg/__init__.py ---
from . import m
#             ^ edit
from .m.deep import f
#     ^ edit
__all__ = ["m"]
#           ^ edit
# --- path: pkg/m/__init__.py ---
from .deep import f
from ..m import deep
#      ^ edit
# --- path: pkg/m/deep.py ---
def f(): pass
# --- path: main.py ---
import pkg.m.deep
#          ^ edit
from pkg.m.deep import f
#        ^ edit
from pkg import m as mine
#               ^ edit
pkg.m.deep.f(), mine.deep
#   ^ edit
patch("pkg.m.deep.f")
#          ^ unsure
# --- moves ---
# pkg/m -> pkg/n
