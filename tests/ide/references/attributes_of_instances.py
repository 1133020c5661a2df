# An attribute that methods assign to their instance, wherever its class is known.
# --- path: main.py ---
class A:
    def __init__(self):
        self.x = 1
#            ^ write
    def m(self): return self.x, getattr(self, "x"), hasattr(1, "x")
#                            ^ ref
#                                              ^ ref
class B(A):
    def m(self): return super().x
#                               ^ ref
A().x, B().x
#   ^ ref  ^ ref
