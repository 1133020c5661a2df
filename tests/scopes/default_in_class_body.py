# A method's default is evaluated in the class body and sees its names (reference, section 8.7).
class C:
    x = 1
    def m(self, a=x, b=lambda: x):
#               ^ local        ^ unresolved
#                 ^ local
#                    ^ local
        return a
