# What `isinstance` says of `a["x"]` holds until that is assigned.
# --- path: main.py ---
class A:
    def m(self): pass
#       ^ def 1
def f(a, b):
    if isinstance(a["x"], A):
        a["x"].m
#              ^ cursor 1
        a["y"] = b
        a["x"] == b
        a["x"].m
#              ^ cursor 1
        a["x"] = b
        a["x"].m
#              ^ def 2 cursor 2
