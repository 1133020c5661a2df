# An import and the definition that stands in for it declare the name both.
# --- path: main.py ---
try:
    from fast import loads
#                    ^ decl
except ImportError:
    def loads(): pass
#       ^ decl
loads
# <- cursor
