# A metaclass may bring names for the body of its class (`__prepare__`), not for functions in it.
# only: undefined-name
# --- open: main.py ---
class Grammar(metaclass=type):
    rule = anything
#          ^ nothing
    def f(self): return anything
#                       ^ undefined name `anything`
