# Decorators are evaluated outside the function that they decorate (reference, section 8.7).
def d(f):
#   ^ global
#     ^ local
    return f
@d
#^ global
def g(d):
#   ^ global
#     ^ local
    return d
#          ^ local
