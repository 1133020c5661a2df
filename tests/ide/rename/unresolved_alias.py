# The alias of an import that can't be found can be renamed.
# new name: pd
# --- path: main.py ---
import pandas as p
#                ^ edit
from missing import g as h
p.read(h)
# <- edit
