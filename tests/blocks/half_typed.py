# Broken code has the blocks that it seems to have.
def f(x
    return lambda: x
# --- blocks ---
# <module>  module  1–3
# │ global      def f
# └─ f  function  2–3
#    │ cell        (x)
#    └─ <lambda>  lambda  3
#         free        x of f
#
# module    one dict as long as the module lives: globals() is locals()
# function  fast locals, new at each call, gone at its return
# lambda    fast locals, new at each call, gone at its return
