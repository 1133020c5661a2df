# A comprehension may run no round at all.
# --- path: main.py ---
x = 0
# <- def
[x := i for i in []]
#^ def
x
# <- cursor
