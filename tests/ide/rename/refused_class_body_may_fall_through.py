# A class body that binds its own on some way only: which of the two a use reads is decided as it runs.
# new name: y
# error: a class body may read it here before it binds its own of the same name
# --- path: main.py ---
x = 1
# <- cursor
class C:
    if input():
        x = 2
    print(x)
#         ^ obstacle
