# A parameter of `__init_subclass__` is named in the headers of the classes below.
# new name: n
# --- path: main.py ---
class Base:
    def __init_subclass__(cls, key=1):
#                              ^ edit
        print(key)
#             ^ edit
class Below(Base, key=2): pass
#                 ^ edit
