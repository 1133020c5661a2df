# Both imports of a pair declare the name.
# --- path: main.py ---
try:
    from fast import loads
#                    ^ decl cursor
except ImportError:
    from slow import loads
#                    ^ decl cursor
loads
# <- cursor
