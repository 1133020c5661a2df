# Imports in `try` and `except ImportError` both reach a use; so do all conditional bindings.
# --- path: fast.py ---
def loads(): pass
#   ^ def
# --- path: slow.py ---
def loads(): pass
#   ^ def
# --- path: main.py ---
try:
    from fast import loads
except ImportError:
    from slow import loads
loads()
# <- cursor
