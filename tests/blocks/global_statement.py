# A name declared `global` is the module's, also where only functions bind it; the inner function doesn't see the local one.
def f():
    global counter
    counter = 1
    def g():
        return counter, total
    total = 2
    return g
# --- blocks ---
# <module>  module  1–8
# │ global      def f; counter
# └─ f  function  2–8
#    │ local       def g
#    │ cell        total
#    │ global      global counter
#    └─ g  function  5–6
#         free        total of f
#         global      counter
#
# module    one dict as long as the module lives: globals() is locals()
# function  fast locals, new at each call, gone at its return
