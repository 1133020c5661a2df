# In `x = x` in a class body, the right side can mean the class's own or the module's.
# --- path: main.py ---
x = 1
class C:
    x = x
#   ^ def 1
#       ^ cursor 1
