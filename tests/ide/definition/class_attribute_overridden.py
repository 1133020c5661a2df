# The nearest class of the chain that binds an attribute is meant.
# --- path: main.py ---
class A:
    x = 1
#   ^ def 1
class B(A):
    x = 2
#   ^ def 2
class C(B):
    def m(self):
        return self.x
#                   ^ cursor 2
class D(A, B.__base__): pass
D.x, A.x
# ^ cursor 1
#      ^ cursor 1
