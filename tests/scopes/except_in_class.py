# In a class body the name after `as` is the class's, and methods don't see it (reference, section 8.4).
class C:
    try:
        pass
    except OSError as e:
#                     ^ local, bind
        e
#       ^ local
    def m(self):
        return e
#              ^ unresolved
