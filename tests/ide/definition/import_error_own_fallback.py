# An import whose fallback is a definition here: both.
# --- path: fast.py ---
def loads(): pass
#   ^ def 1 2
# --- path: main.py ---
try:
    from fast import loads
#                    ^ cursor 1
except ImportError:
    def loads(): pass
#       ^ def 1 2
loads()
# <- cursor 2
