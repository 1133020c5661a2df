# An inner function's global use that the renamed variable would capture, though nothing binds that global here.
# new name: y
# error: a use of `y` in an inner block would mean it instead
# --- path: main.py ---
def f(x):
#     ^ cursor
    def g(): return y
#                   ^ obstacle
    return x, g
