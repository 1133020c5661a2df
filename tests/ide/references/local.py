# A local variable's occurrences are in its function alone; declarations and deletions are among them.
# --- path: main.py ---
x = 0
def f(a):
    x = a
#   ^ write
    def g():
        nonlocal x
#                ^ write
        x += 1
#       ^ write
        return x
#              ^ ref
    class C:
        x = 1
        def m(self): return x
#                           ^ ref
    del x
#       ^ write
    return g, C
x
