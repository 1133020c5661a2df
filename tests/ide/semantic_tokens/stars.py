# What a star import brings is global and has the type of its origin; behind a star that can't be followed nothing is said to be unresolved.
# --- path: known.py ---
from origin import *
#    ^ namespace
function, Class, nowhere
# <- function global
#         ^ class global
#                ^ variable unresolved
# --- path: unknown.py ---
from elsewhere import *
anything
# <- variable global
# --- path: origin.py ---
def function(): pass
class Class: pass
