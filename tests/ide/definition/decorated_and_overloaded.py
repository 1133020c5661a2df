# Repeated definitions are all bindings of the one variable.
# --- path: main.py ---
class C:
    @property
    def x(self): return 1
#       ^ def
    @x.setter
#    ^ cursor
    def x(self, v): pass
#       ^ def
