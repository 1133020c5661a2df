# A keyword at a call of `cls`, `self.__class__` or `type(self)`, or of what a call makes: that is probably the class, whose constructor may be another's.
# new name: end
# --- path: main.py ---
class C:
    def __init__(self, stop=None):
#                      ^ cursor edit
        self.at = stop
#                 ^ edit
    def copy(self):
        return type(self)(stop=self.at), self.__class__(stop=1)
#                         ^ unsure
#                                                       ^ unsure
    @classmethod
    def made(cls): return cls(stop=2)
#                             ^ unsure
def given(): return C
def other(): return print
given()(stop=3), other()(stop=4)
#       ^ unsure
# --- told ---
# main.py:7:27: left alone: a keyword at a call of some `__init__`, which may be another
# main.py:7:57: left alone: a keyword at a call of some `__class__`, which may be another
# main.py:11:31: left alone: a keyword at a call of some `cls`, which may be another
# main.py:15:9: left alone: a keyword at a call of some `__init__`, which may be another
