# After an `import *` nothing is known to be missing.
from os import *
def f(): return getcwd()
# --- blocks ---
# <module>  module  1–3
# │ global      def f
# └─ f  function  3
#      unresolved  getcwd
#
# module    one dict as long as the module lives: globals() is locals()
# function  fast locals, new at each call, gone at its return
