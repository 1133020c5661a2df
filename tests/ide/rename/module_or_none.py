# What a file binds to a module of ours or to something else follows the module: the same edits from everywhere.
# new name: gear
# --- path: main.py ---
try:
    import tool
#          ^ edit
except ImportError:
    tool = None
#   ^ edit
def later():
    global tool
#          ^ edit
    return tool.x
#          ^ edit
# --- path: far.py ---
from main import tool
#                ^ edit
tool
# <- edit
# --- path: tool.py ---
x = 1
# --- moves ---
# tool.py -> gear.py
