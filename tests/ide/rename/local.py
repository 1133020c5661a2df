# All occurrences in the function and those in it, declarations and f-strings too; none of the same name elsewhere.
# new name: y
# --- path: main.py ---
x = 0
def f(x):
#     ^ edit
    def g():
        nonlocal x
#                ^ edit
        x += 1
#       ^ edit
        return f"{x} {x!r:{x}} x"
#                 ^ edit   ^ edit
#                     ^ edit
    class C:
        a = [x for _ in x]
#            ^ edit     ^ edit
        x.y, a.x
#       ^ edit
    return lambda x: x
# --- after: main.py ---
x = 0
def f(y):
    def g():
        nonlocal y
        y += 1
        return f"{y} {y!r:{y}} x"
    class C:
        a = [y for _ in y]
        y.y, a.x
    return lambda x: x
