# In a module and in the classes that run with it, too.
# --- open: main.py ---
print(a)
#     ^ `a` is used before it is bound: line 3 binds it only later
a = 1
class B:
    c = D
#       ^ `D` is used before it is bound: line 9 binds it only later
    def m(self):
        return D
class D(B): pass
