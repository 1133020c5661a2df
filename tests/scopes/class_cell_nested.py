# `__class__` is the innermost class around; inner functions hand it on (reference, section 3.3.3.6).
class A:
    class B:
        def m(self):
            return lambda: __class__
#                          ^ free B
    def n(self):
        class D(__class__):
#             ^ local
#               ^ free A
            pass
        return D
