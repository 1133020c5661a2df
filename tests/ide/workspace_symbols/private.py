# A private name is found as it is spelled; what a class is called is no part of it.
# query: xr
# --- path: a.py ---
class X:
    def __run(self): pass
    def __xrun(self): pass
# --- found ---
# method __xrun of X, a.py:3
