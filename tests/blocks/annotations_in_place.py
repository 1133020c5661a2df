# Up to 3.13 the annotations of parameters are code of the block around.
# python 3.13
def f(x: int) -> str:
    y: bytes = x
# --- blocks ---
# <module>  module  1–4
# │ global      def f
# │ built-in    int, str
# └─ f  function  3–4
#      local       (x) y
#      built-in    bytes
#
# module    one dict as long as the module lives: globals() is locals()
# function  fast locals, new at each call, gone at its return
