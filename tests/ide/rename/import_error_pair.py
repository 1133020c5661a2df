# Where an import takes the name from either of two modules, both must change.
# new name: parse
# --- path: fast.py ---
def loads(): pass
#   ^ edit
# --- path: slow.py ---
def loads(): pass
#   ^ edit
# --- path: main.py ---
try:
    from fast import loads
#                    ^ edit
except ImportError:
    from slow import loads
#                    ^ edit
loads()
# <- edit
