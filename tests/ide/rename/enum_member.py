# A member of an enum is an attribute; its name is a value as well, which a person must look for.
# new name: CRIMSON
# --- path: main.py ---
from enum import Enum
class Colour(Enum):
    RED = 1
#   ^ edit note
    GREEN = 2
Colour.RED, Colour["RED"]
#      ^ edit
#                   ^ unsure
match 1:
    case Colour.RED: pass
#               ^ edit
# --- told ---
# main.py:3:5: `RED` is a member of an enum: the program can see its name
