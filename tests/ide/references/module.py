# References of a module: each import of it and each use of the name that it got.
# --- path: pkg/__init__.py ---
# --- path: pkg/mod.py ---
x = 1
# --- path: main.py ---
import pkg.mod
#          ^ ref 1
from pkg import mod
#               ^ write 1
from pkg.mod import x
#        ^ ref 1
import pkg.mod as m
#          ^ ref 1
pkg.mod.x, mod.x, m.x
#   ^ ref 1
#          ^ ref 1
