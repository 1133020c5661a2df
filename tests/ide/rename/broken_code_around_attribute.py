# Code that is broken beside an attribute: what can be read is renamed.
# broken
# new name: total
# --- path: main.py ---
class C:
    def __init__(self):
        self.count = 1
#            ^ edit
    def m(self):
        if self.count ==
#               ^ edit
        return self.count +
#                   ^ edit
class D(C):
    def n(self: return self.count
    x = C.count
#         ^ edit
