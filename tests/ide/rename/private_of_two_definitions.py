# Two definitions of one class share a private name of the module's: under the new name they go on to share it.
# new name: C
# --- path: main.py ---
if x:
    class A:
#         ^ edit
        def f(self): return __p
else:
    class A:
#         ^ edit
        def f(self): return __p
