# From 3.12 on list, set and dict comprehensions run in the frame around them; generator expressions don't (PEP 709).
# python 3.12
def f(rows, n):
    return [cell for cell in rows], (row * n for row in rows)
# --- blocks ---
# <module>  module  1–4
# │ global      def f
# └─ f  function  3–4
#    │ local       (rows)
#    │ cell        (n)
#    ├─ <listcomp>  inlined comprehension  4
#    │    local       cell
#    └─ <genexpr>  generator expression  4
#         local       row
#         free        n of f
#
# module                 one dict as long as the module lives: globals() is locals()
# function               fast locals, new at each call, gone at its return
# inlined comprehension  fast locals in the frame around it: no code object of its own
# generator expression   fast locals, new at each call, kept while it is suspended
