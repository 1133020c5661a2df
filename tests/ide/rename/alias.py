# An alias is a variable of its own: what it is imported from keeps its name.
# new name: y
# --- path: a.py ---
def f(): pass
# --- path: main.py ---
from a import f as x
#                  ^ edit
x()
# <- edit
# --- path: other.py ---
from main import x
#                ^ edit
x
# <- edit
