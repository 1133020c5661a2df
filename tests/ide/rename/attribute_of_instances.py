# An attribute that methods assign to their instance, with those of the subclasses.
# new name: size
# --- path: main.py ---
class A:
    def __init__(self, width):
        self.width, self.other = width, 1
#            ^ edit
        for self.width in (): pass
#                ^ edit
    def m(self):
        def inner():
            del self.width
#                    ^ edit
        getattr(self, "width", None), hasattr(self, 'width'), setattr(self, "width", 1)
#                      ^ edit                        ^ edit
#                                                                            ^ edit
        return inner, self.width.real
#                          ^ edit
class B(A):
    width = 3
#   ^ edit
    other = width
#           ^ edit
def f(width): return A(width=width).width
#                                   ^ edit
match 1:
    case A(width=w): pass
#          ^ edit
