# A decorator may give the function it decorates other parameters: whether a keyword is the function's, a person must say.
# new name: width
# --- path: main.py ---
def deco(f): return lambda size: f(size)
@deco
def f(size): return size
#     ^ cursor edit
#                   ^ edit
f(size=1)
# ^ unsure
# --- told ---
# main.py:6:3: left alone: a keyword at a call through `@deco`, which may have other parameters
