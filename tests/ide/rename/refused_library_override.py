# A method that overrides one of the standard library is called by it.
# new name: go
# refused
# --- path: main.py ---
import threading
class C(threading.Thread):
    def run(self): pass
#       ^ cursor
