# The receiver of a method, and an attribute of it.
# --- path: main.py ---
class C:
    a = 1
#   ^ write 2
    def m(self): return self.a + self.a
#         ^ write 1     ^ read 1      ^ read 2
#                            ^ read 2
#                                ^ read 1
    def n(self): return self
