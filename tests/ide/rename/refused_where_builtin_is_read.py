# Asked at the use that reads the built-in, before the module binds its own.
# new name: show
# error: here it is the built-in `print`: the module has not bound its own yet
# --- path: main.py ---
print = lambda *a, out=print: out(*a)
#                      ^ cursor obstacle
