# A decorator uses the name as it is bound before the `def` that it decorates binds it again.
# --- path: main.py ---
class C:
    @property
    def x(self): return 1
#       ^ def
    @x.setter
#    ^ cursor
    def x(self, v): pass
