# A method sees past its class: to the function around and to the module; of the class, only `__class__`.
limit = 1
def make(default):
    class C:
        limit = default
        def m(self):
            super().m(limit, default)
    return C
# --- blocks ---
# <module>  module  1–8
# │ global      limit; def make
# └─ make  function  3–8
#    │ local       class C
#    │ cell        (default)
#    └─ C  class  4–7
#       │ local       limit; def m
#       │ cell        __class__
#       │ free        default of make
#       └─ m  function  6–7
#            local       (self)
#            free        default of make; __class__ of C
#            global      limit
#            built-in    super
#
# module    one dict as long as the module lives: globals() is locals()
# function  fast locals, new at each call, gone at its return
# class     a dict while the body runs, then the class's attributes
