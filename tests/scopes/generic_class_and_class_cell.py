# A generic class's methods see `__class__` and the type parameters (reference, section 8.10).
class C[T]:
    def m(self):
        return __class__, T
#              ^ free C   ^ free C
