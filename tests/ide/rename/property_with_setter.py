# A property, its setter and its deleter are one name of the class body.
# new name: size
# --- path: main.py ---
class C:
    @property
    def x(self): return self._x
#       ^ edit
    @x.setter
#    ^ edit
    def x(self, value): self._x = value
#       ^ edit
    @x.deleter
#    ^ edit
    def x(self): del self._x
#       ^ edit
    y = x
#       ^ edit
    def m(self): self.x = self.x
#                     ^ edit   ^ edit
