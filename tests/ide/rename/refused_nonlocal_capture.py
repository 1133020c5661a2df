# `nonlocal y` inside would mean the renamed variable.
# new name: y
# refused
# --- path: main.py ---
def f():
    y = 1
    def g(x):
#         ^ cursor
        def h():
            nonlocal y
            y = 2
        return h, x
