# The header of a class asks for its own type parameters, by a call with a keyword: in code that can't run, no end is looked for.
# --- path: main.py ---
class T(super(), k=1):
    x = 1
#   ^ def 1
T(a=1).x
#      ^ cursor 1
