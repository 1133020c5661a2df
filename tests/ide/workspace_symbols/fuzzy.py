# The letters of the query in their order; the best first.
# query: gw
# --- path: a.py ---
class GoodWork: pass
def get_width(): pass
gw = 1
# --- path: pkg/b.py ---
class Box:
    def grow(self): pass
    window = 1
def wg(): pass
import gw2
# --- found ---
# variable gw, a.py:3
# function get_width, a.py:2
# class GoodWork, a.py:1
# method grow of Box, pkg/b.py:2
