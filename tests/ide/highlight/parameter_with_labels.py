# A parameter with the keywords at calls in this file.
# --- path: main.py ---
def f(a, b): return a
#     ^ write       ^ read
f(a=1, b=2)
# ^ read
# --- path: other.py ---
from main import f
f(a=1)
