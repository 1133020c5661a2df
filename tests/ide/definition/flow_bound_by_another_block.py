# What a function binds by `global` may reach every use.
# --- path: main.py ---
x = 1
# <- def
def f():
    global x
    x = 2
#   ^ def
f()
x
# <- cursor
