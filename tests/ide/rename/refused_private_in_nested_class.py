# A class of the same name within has private names in common with it: those that a body reads before it binds them, too.
# new name: k
# error: two classes would no longer have, or come to have, this private name in common
# --- path: main.py ---
class p:
#     ^ cursor
    __x
    __x = 1
    class p:
        def m(self): return __x
#                           ^ obstacle
