# A private name of a class is listed as it is spelled, not as it is stored.
# --- path: main.py ---
class C:
    __x = 1
    def __run(self): pass
# --- symbols: main.py ---
# class C, 1 to 3
#   attribute __x, 2 to 2
#   method __run, 3 to 3
