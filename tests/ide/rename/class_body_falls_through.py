# In `x = x` in a class body, the right side reads the module's: the class's own is not bound yet.
# new name: y
# --- path: main.py ---
x = 1
# <- edit
class C:
    x = x
#       ^ edit
    print(x)
class D:
    x: x
#      ^ edit
print(C.x)
