# A decorator may give the function it decorates other parameters.
# new name: width
# error: `@deco` may give the function other parameters
# --- path: main.py ---
def deco(f): return lambda size: f(size)
@deco
def f(size): return size
#     ^ cursor
f(size=1)
# ^^^^ obstacle
