# A definition that another one replaces before anything can use it.
# --- open: main.py ---
import json
#      ^ `json` is replaced at line 3 before anything can use it
from simplejson import json
import os
import os.path
def f(): return json, os
#   ^ `f` is replaced at line 8 before anything can use it
def f(): return 1
class C:
    def m(self): return f
#       ^ `m` is replaced at line 12 before anything can use it
    def m(self): return C
    @property
    def p(self): return 1
    @p.setter
    def p(self, value): pass
    def q(self): return 1
    q = property(q)
@f
def g(): pass
def g(): return h()
def h(): pass
g()
def h(): pass
def _(): pass
def _(): pass
if f:
    def i(): pass
else:
    def i(): pass
try:
    import i
except ImportError:
    i = None
def j(): pass
if f:
    def j(): pass
