# Behind a subscript an annotation goes on as any expression does: in a union, without a blank before it, and behind a semicolon.
from typing import Any
x: Any[int] | Any[str](1)
# <- global, declare
#  ^ global implicit
#      ^ built-in
#             ^ global implicit
#                 ^ built-in
y:Any[int](x)
# <- global, declare
# ^ global implicit
#     ^ built-in
#          ^ global implicit
z: int; w: Any[int](y)
# <- global, declare
#  ^ built-in
#       ^ global, declare
#          ^ global implicit
#              ^ built-in
#                   ^ global implicit
def f(*args: *x.a(y)): pass
#   ^ global
#      ^ local
#             ^ global implicit
#                 ^ global implicit
