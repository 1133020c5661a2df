# Asked where it is written out, a private attribute gets the name in full.
# new name: plain
# --- path: main.py ---
class C:
    def __init__(self): self.__x = 1
class D(C):
    def m(self): return self._C__x
#                            ^ cursor edit
# --- after: main.py ---
class C:
    def __init__(self): self.plain = 1
class D(C):
    def m(self): return self.plain
