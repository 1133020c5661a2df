# The private names of a class change with its name: `_C__x` would no longer be one.
# new name: D
# error: `_C__x` is a private name of the class, written out
# --- path: main.py ---
class C:
#     ^ cursor
    def __init__(self): self.__x = 1
def peek(c): return c._C__x
#                     ^ obstacle
