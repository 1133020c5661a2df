# `super()` in all its forms: with the class written out, in nested functions and comprehensions, in class methods and `__new__`.
# new name: total
# --- path: a.py ---
class A:
    def x(self): return 1
#       ^ edit
    @classmethod
    def made(cls): return cls.x
#                             ^ edit
# --- path: main.py ---
import a
from a import A
class B(A):
    def x(self): return super(B, self).x()
#       ^ edit                         ^ edit
    def m(self):
        def inner(self): return super().x, super(B, self).x, super(a.A, self).x
#                                       ^ edit            ^ edit              ^ edit
        class Inner(super().x.__class__):
#                           ^ edit
            def m(self): return super().x
#                                       ^ unsure
        one = [super().x for _ in ()], lambda: super(B, self) . x
#                      ^ edit                                   ^ edit
        return inner, one, super(__class__, self).x, super(B, type(self)).x
#                                                 ^ edit                  ^ edit
    @classmethod
    def made(cls): return super().x, super(B, cls).x, super(B).x, super(*self).x
#                                 ^ edit           ^ edit      ^ unsure        ^ unsure
    @staticmethod
    def __new__(cls): return super().x, super(B, cls).x, cls.x
#                                    ^ edit           ^ edit ^ edit
    @staticmethod
    def other(cls): return cls.x
#                              ^ unsure
class C(B):
    def x(self): return super(
#       ^ edit
        B,  # past the nearest
        self,
    ).x()
#     ^ edit
    def m(self, B): return super(B, self).x
#                                         ^ unsure
