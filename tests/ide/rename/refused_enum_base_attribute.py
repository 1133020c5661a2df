# `name` is the attribute that every member of an enum has.
# new name: name
# refused
# --- path: main.py ---
from enum import Enum
class C(Enum):
    RED = 1
#   ^ cursor
