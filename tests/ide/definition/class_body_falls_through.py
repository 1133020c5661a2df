# In `x = x` in a class body, the right side means the module's: the class's own is not bound yet.
# --- path: main.py ---
x = 1
# <- def 1
class C:
    x = x
#       ^ cursor 1
