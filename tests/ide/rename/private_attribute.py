# A private attribute is its class's own; written out elsewhere, it stays the same one.
# new name: __size
# --- path: main.py ---
class C:
    def __init__(self): self.__x = 1
#                            ^ cursor edit
    def m(self): return self.__x
#                            ^ cursor edit
class D(C):
    def m(self): return self._C__x, self.__x
# --- after: main.py ---
class C:
    def __init__(self): self.__size = 1
    def m(self): return self.__size
class D(C):
    def m(self): return self._C__size, self.__x
