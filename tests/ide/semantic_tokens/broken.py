# broken: half-typed code keeps its colours.
# --- path: main.py ---
def f(a,
#   ^ function declaration definition global
#     ^ parameter declaration
    print(a.
#   ^ function defaultLibrary builtin
def g(b):
#   ^ function declaration definition global
    return b
#          ^ parameter
# --- path: missing.py ---
a = [0][]
# <- variable declaration global
# --- path: declared.py ---
:x
#^ variable unresolved
,))(a.b ,)(c.d( % 's' :'i'
#   ^ variable unresolved
#          ^ variable unresolved
