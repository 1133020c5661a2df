# What a class says nothing of, its bases say: attributes, what methods return and their parameters.
# --- path: main.py ---
from __future__ import annotations
class A:
    def m(self): pass
#       ^ def 1
class Above:
    part: A
    other: A
    def made(self) -> A: raise NotImplementedError
    def takes(self, x: A, *, y: A): pass
class Below(Above):
    __slots__ = ("part",)
    other = None
    def made(self): return unknown()
    def takes(self, x, y):
        x.m, y.m
#         ^ cursor 1
#              ^ cursor 1
        self.part.m, self.other.m, self.made().m
#                 ^ cursor 1
#                               ^ cursor 1
#                                              ^ cursor 1
