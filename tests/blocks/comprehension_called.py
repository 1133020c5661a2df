# Up to 3.11 a comprehension is a code object that is called at once.
# python 3.11
def f(rows, n):
    return [[cell * n for cell in row] for row in rows]
# --- blocks ---
# <module>  module  1–4
# │ global      def f
# └─ f  function  3–4
#    │ local       (rows)
#    │ cell        (n)
#    └─ <listcomp>  comprehension  4
#       │ local       row
#       └─ <listcomp>  comprehension  4
#            local       cell
#            free        n of f
#
# module         one dict as long as the module lives: globals() is locals()
# function       fast locals, new at each call, gone at its return
# comprehension  fast locals of its own, gone when it is done
