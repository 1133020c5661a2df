# Where an import takes the name from either of two modules, its uses are references of both, and of each alone.
# --- path: fast.py ---
def loads(): pass
#   ^ write cursor
# --- path: slow.py ---
def loads(): pass
# --- path: main.py ---
try:
    from fast import loads
#                    ^ write
except ImportError:
    from slow import loads
#                    ^ write
loads()
# <- ref
