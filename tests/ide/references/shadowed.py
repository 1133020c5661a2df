# The same name of another block is another variable.
# --- path: main.py ---
x = 1
# <- write
def f(x): return x
def g(): return x
#               ^ ref
[x for x in x]
#^ nothing  ^ ref
#      ^ nothing
lambda x: x
class C: x = 2
