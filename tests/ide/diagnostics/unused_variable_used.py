# Uses of all sorts, in blocks of all sorts.
# only: unused-variable
# --- open: main.py ---
def f():
    a = b = c = d = 1
#   ^ nothing
    del a
    def g(): return b
    class C: attribute = c
    print(f"{d}")
    e = 1
    def h():
        nonlocal e
        e = 2
    global i
    i = 1
    return g, C, h
