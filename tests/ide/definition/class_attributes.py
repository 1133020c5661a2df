# Attributes of a class by its name, by `self`, by `cls`, from a subclass, through a module.
# --- path: base.py ---
class Base:
    limit = 1
#   ^ def 1
    def run(self): pass
#       ^ def 2
# --- path: main.py ---
import base
from base import Base as B
class C(B):
    own = 1
#   ^ def 3
    def m(self):
        self.run(), self.own, self.limit
#            ^ cursor 2  ^ cursor 3
#                                  ^ cursor 1
        return lambda: self.own
#                           ^ cursor 3
    @classmethod
    def k(cls):
        return cls.limit, cls.own
#                  ^ cursor 1
#                             ^ cursor 3
C.limit, B.run, base.Base.limit
# ^ cursor 1              ^ cursor 1
#          ^ cursor 2
