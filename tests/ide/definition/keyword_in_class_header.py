# A keyword in a class's header is a parameter of what its bases make of it: their `__init_subclass__`, or the metaclass's `__new__`; not of its own.
# --- path: main.py ---
class Base:
    def __init__(self, key, other): pass
    def __init_subclass__(cls, *, key=1, **rest): pass
#                                 ^ def 1
class Below(Base, key=2):
#                 ^ cursor 1
    def __init_subclass__(cls, key): pass
#                              ^ def 2
class Last(Below, key=3, other=4): pass
#                 ^ cursor 2
#                        ^ def 3 cursor 3
class Meta(type):
    def __new__(mcs, name, bases, names, flag=False): pass
#                                        ^ def 4
class Made(metaclass=Meta, flag=True): pass
#                          ^ cursor 4
