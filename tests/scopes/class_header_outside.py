# Bases, keywords and decorators are evaluated outside the class (reference, section 8.8).
x = object
# <- global
#   ^ built-in
@x
#^ global
class x(x, metaclass=x):
#     ^ global, bind
#       ^ global     ^ global
#          ^ nothing
    x = x
#   ^ local
#       ^ local
