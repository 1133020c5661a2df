# Of two imports one of which can't be found, the other is followed, and the one that can't stands for itself.
# --- path: slow.py ---
def loads(): pass
#   ^ def
# --- path: main.py ---
try:
    from missing import loads
#                       ^ def
except ImportError:
    from slow import loads
loads()
# <- cursor
