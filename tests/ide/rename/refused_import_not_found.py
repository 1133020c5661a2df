# What comes from a module that can't be found keeps the name that it has there.
# new name: y
# error: `x` comes from a module that can't be found: write `x as …` to name it here
# --- path: main.py ---
from missing import x
#                   ^ obstacle
x
# <- cursor
