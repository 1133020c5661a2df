# What an enum is can't be told where its module isn't found: `tests/environment` has one that is.
# new name: CRIMSON
# error: names don't tell what the base `Enum` of class `Colour` is: it may have `RED`, too
# --- path: main.py ---
from enum import Enum
class Colour(Enum):
#            ^ obstacle
    RED = 1
#   ^ cursor
