# A private name under both of its spellings.
# --- path: main.py ---
class C:
    __x = 1
#   ^ write
    y = __x, _C__x
#       ^ ref
#            ^ ref
    def m(self): return self.__x, self._C__x
#                            ^ ref     ^ ref
    def n(self): return __x
