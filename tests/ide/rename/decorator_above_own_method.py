# A decorator above the method of the same name is the module's: the class's own is bound below it. It is an edit, and asked there the same.
# new name: hook
# --- path: core.py ---
def callback(f): return f
#   ^ edit
class Event:
    @callback
#    ^ edit
    def callback(self): pass
    @callback
    def later(self): pass
# --- path: main.py ---
from core import callback
#                ^ edit
class Mine:
    @callback
#    ^ edit
    def callback(self): pass
@callback
#^ edit
def run(): pass
