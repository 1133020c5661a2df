# From a method the look-up passes the class and goes on to the function around it (reference, section 4.2.2).
def f():
    x = 0
#   ^ cell
    class C:
        x = 1
#       ^ local
        def m(self):
            return x
#                  ^ free f
    return C
