# What the compiler would reject, or what would change other names, is not done.
# titles: Add
# --- path: main.py ---
x = y = z = 0

def annotated():
    x: int = 1
#   ^ cursor 1
    return x

def captured():
    y = 1
#   ^ cursor 2
    def inner():
        nonlocal y
        y = 2
    return y, inner

def looped():
    return [z := 1 for w in (1, 2)]
#           ^ cursor 3

def generic[T]():
    T = 1
#   ^ cursor 4
    return T
# --- actions 1 ---
# refactor.rewrite: Add `global x`: make it the module's variable
#   the compiler would say: annotated name 'x' can't be global
# --- actions 2 ---
# refactor.rewrite: Add `global y`: make it the module's variable
#   the compiler would say: no binding for nonlocal 'y' found
# --- actions 3 ---
# refactor.rewrite: Add `global z`: make it the module's variable
#   +17:     global z
# --- actions 4 ---
# refactor.rewrite: Add `nonlocal T`: make it the variable of `generic`
#   the compiler would say: nonlocal binding not allowed for type parameter 'T'
