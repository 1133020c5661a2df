# As long as the class binds the name, its body looks past the function around.
# new name: z
# error: the class body reads a global here, and would read that of `f`
# --- path: main.py ---
x = 1
def f(x):
    class C:
        y = x
#           ^ obstacle
        x = 2
#       ^ cursor
