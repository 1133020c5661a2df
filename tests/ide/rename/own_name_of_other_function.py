# A function of the file's own that is called so names nothing.
# new name: U
# --- path: main.py ---
def TypeVar(name): return name
T = TypeVar("T")
# <- edit
#            ^ unsure
