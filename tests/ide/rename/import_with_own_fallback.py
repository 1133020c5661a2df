# From wherever it is asked, an import and the definition that stands in for it are renamed together.
# new name: run
# --- path: fast.py ---
def go(): pass
#   ^ edit
# --- path: main.py ---
try:
    from fast import go
#                    ^ edit
except ImportError:
    def go(): pass
#       ^ edit
go()
# <- edit
