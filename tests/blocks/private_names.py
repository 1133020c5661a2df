# Private names of classes stand as the compiler stores them.
class C:
    __x = 1
    def f(self): return __x, __y
# --- blocks ---
# <module>  module  1–4
# │ global      class C
# └─ C  class  2–4
#    │ local       _C__x; def f
#    └─ f  function  4
#         local       (self)
#         unresolved  _C__x, _C__y
#
# module    one dict as long as the module lives: globals() is locals()
# class     a dict while the body runs, then the class's attributes
# function  fast locals, new at each call, gone at its return
