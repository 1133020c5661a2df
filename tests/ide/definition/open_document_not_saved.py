# A document that is open and not saved yet is a module for the others.
# --- open: new.py ---
def f(): pass
#   ^ def 1
# --- path: main.py ---
from new import f
#               ^ cursor 1
# --- open: second.py ---
from main import f
#                ^ cursor 1
