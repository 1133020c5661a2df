# With a class inherited twice, Python's method resolution order decides (C3): the second base before the common one.
# --- path: main.py ---
class Top:
    x = 1
class Left(Top): pass
class Right(Top):
    x = 2
#   ^ def
class Both(Left, Right): pass
Both.x
#    ^ cursor
