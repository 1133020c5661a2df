# What no block binds is built-in, the module's from its start, or nowhere; where there is an `import *`, perhaps in that.
print(__name__, missing)
# --- blocks ---
# <module>  module  1–2
#   global      __name__
#   built-in    print
#   unresolved  missing
#
# module  one dict as long as the module lives: globals() is locals()
